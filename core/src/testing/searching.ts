// Plays a study with a searcher: asks, keeps what is under way, tells. Judges nothing but turns that break the rules.
import assert from 'node:assert/strict';
import type { Proposal, SearcherPlugin, TrialResult, TrialState, Turn } from '../contracts/searcher.js';
import type { SearchSpace } from '../contracts/space.js';
import { bowl } from './spaces.js';

export interface Pending {
  readonly trial: number;
  readonly proposal: Proposal;
}

export interface Ending {
  readonly state: TrialState;
  readonly loss: number;
}

export class Play {
  readonly pending: Pending[] = [];
  /** All proposals so far, as texts that can be compared. */
  readonly transcript: string[] = [];
  /** New trials proposed so far. */
  trials: number;
  done = false;

  constructor(
    readonly searcher: SearcherPlugin,
    readonly space: SearchSpace,
    begun = 0,
  ) {
    this.trials = begun;
  }

  /** One question. Fails when the searcher waits for results that nobody owes it. */
  ask(): Turn {
    const turn = this.searcher.ask(this.trials);
    if (turn.kind === 'work') this.begin(turn.proposal);
    if (turn.kind === 'done') this.done = true;
    if (turn.kind === 'wait') assert.notEqual(this.pending.length, 0, 'It waits although nothing is under way.');
    return turn;
  }

  /** Tells how the pending trial at this place ended; by default it finished with the loss of a smooth function. */
  tell(place = 0, ending?: Ending): void {
    const [told] = this.pending.splice(place, 1);
    if (told !== undefined) this.searcher.tell(resultOf(told, this.space, ending));
  }

  /** Asks and tells in turn, `rounds` times or until it is done. */
  run(rounds: number, endingOf: (round: number) => Ending | undefined = () => undefined): this {
    for (let round = 0; round < rounds && !this.done; round++) {
      this.ask();
      if (this.pending.length > 0) this.tell(0, endingOf(round));
    }
    return this;
  }

  private begin(proposal: Proposal): void {
    const trial = proposal.continues ?? this.trials;
    if (proposal.continues === undefined) this.trials++;
    this.pending.push({ trial, proposal: { ...proposal, point: proposal.point.slice() } });
    this.transcript.push(JSON.stringify({ ...proposal, trial, point: [...proposal.point] }));
  }
}

export function resultOf(
  { trial, proposal }: Pending,
  space: SearchSpace,
  { state, loss }: Ending = { state: 'finished', loss: bowl(proposal.point) },
): TrialResult {
  const foldLosses = state === 'finished' ? [loss, loss, loss, loss, loss] : [loss, NaN, NaN, NaN, NaN];
  return {
    trial,
    configuration: space.decode(proposal.point),
    point: proposal.point.slice(),
    state,
    losses: [loss],
    foldLosses,
    milliseconds: 10,
    ...(proposal.fidelity && { fidelity: proposal.fidelity }),
  };
}

const ENDINGS: readonly Ending[] = [
  { state: 'failed', loss: NaN },
  { state: 'finished', loss: Infinity },
  { state: 'stopped', loss: 0.7 },
  { state: 'finished', loss: NaN },
  { state: 'stopped', loss: NaN },
  { state: 'paused', loss: 0.4 },
  { state: 'finished', loss: -Infinity },
  { state: 'finished', loss: 1e308 },
];

/** Everything that can go wrong, in turn; every third trial goes well. */
export function badEnding(round: number): Ending | undefined {
  return round % 3 === 2 ? undefined : ENDINGS[(round - Math.floor(round / 3)) % ENDINGS.length];
}
