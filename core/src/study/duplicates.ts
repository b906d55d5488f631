// What becomes of a proposal whose configuration was proposed before in the study. Decides by the proposals in their
// order and by the results told, never by time, so that a replay decides the same.
import type { Random } from '../contracts/random.js';
import type { Fallback, Proposal } from '../contracts/searcher.js';
import type { Configuration, SearchSpace } from '../contracts/space.js';
import type { Original, RunningTrial } from './running-trial.js';
import { Tally } from './tally.js';
import { Untried } from './untried.js';

/**
 * `reuse`: the fold scores of a finished trial are taken over and nothing is evaluated. While no result of the same
 * configuration has been told, it is evaluated, which scores the same because seeds depend on the configuration.
 * `remeasure`: it is evaluated again, with other seeds.
 * `resample`: another configuration is drawn at random in its place, one that was not proposed before. When there is
 * none left, the study ends; when none is found among too many to list, it is as with `reuse`.
 */
export type OnDuplicate = 'reuse' | 'remeasure' | 'resample';

/** A new trial, before it is opened. */
export interface Candidate {
  readonly proposal: Proposal;
  readonly configuration: Configuration;
  /** Canonical text of the configuration. */
  readonly text: string;
}

/** A new trial, and how it relates to earlier ones of the same configuration. */
export interface Settled extends Candidate {
  /** How often each fold of the configuration was measured before. */
  readonly repeat: number;
  readonly original: Original | undefined;
}

const RESAMPLED: Fallback = {
  code: 'duplicate-resampled',
  text: 'what was proposed had been proposed before: another configuration was drawn at random',
};
const NOT_RESAMPLED: Fallback = {
  code: 'duplicate-not-resampled',
  text: 'it had been proposed before, and no draw hit a configuration that had not',
};

export class Duplicates {
  /** Texts of the configurations proposed. */
  private readonly proposed = new Tally();
  /** By text; empty where nothing is ever taken over. */
  private readonly originals = new Map<string, Original>();
  private readonly untried: Untried;

  constructor(
    private readonly policy: OnDuplicate,
    space: SearchSpace,
    random: Random,
    /** How often one trial measures each fold. */
    private readonly times = 1,
  ) {
    this.untried = new Untried(space, random);
  }

  /** Different configurations proposed so far. */
  get tried(): number {
    return this.proposed.size;
  }

  /** Takes note of a proposal; undefined when it cannot be replaced because every configuration was proposed. */
  settle(candidate: Candidate, trial: number): Settled | undefined {
    // Who asks for single folds or less effort builds on what it has asked before, and means what it says.
    if (isPartial(candidate.proposal)) return evaluated(candidate);
    if (this.policy === 'resample' && this.proposed.has(candidate.text)) return this.resample(candidate, trial);
    const before = this.proposed.add(candidate.text);
    if (before === 0) return evaluated(candidate);
    return this.policy === 'remeasure' ? evaluated(candidate, before * this.times) : this.reuse(candidate);
  }

  /** Takes note of a result that has become known. */
  tell(trial: RunningTrial): void {
    if (this.policy === 'remeasure' || trial.result?.state !== 'finished') return;
    const { text, proposed, result, number, cost } = trial;
    if (isPartial(proposed) || this.originals.has(text)) return;
    this.originals.set(text, { trial: number, measured: trial.measured(), milliseconds: result.milliseconds, cost });
  }

  private reuse({ proposal, configuration, text }: Candidate): Settled {
    return { proposal, configuration, text, repeat: 0, original: this.originals.get(text) };
  }

  private resample(candidate: Candidate, trial: number): Settled | undefined {
    const { proposal } = candidate;
    const place = this.untried.draw(trial, this.proposed);
    if (place === 'exhausted') return undefined;
    if (place === 'not-found') return this.reuse({ ...candidate, proposal: { ...proposal, fallback: NOT_RESAMPLED } });
    const { point, configuration, text } = place;
    this.proposed.add(text);
    // A control is a random draw already, and must be found again as one.
    const origin = proposal.origin === 'control' ? 'control' : 'random';
    return evaluated({ proposal: { point, origin, fallback: RESAMPLED }, configuration, text });
  }
}

/** Written out for speed: every trial passes here. */
function evaluated({ proposal, configuration, text }: Candidate, repeat = 0): Settled {
  return { proposal, configuration, text, repeat, original: undefined };
}

function isPartial({ folds, fidelity }: Pick<Proposal, 'folds' | 'fidelity'>): boolean {
  return folds !== undefined || fidelity !== undefined;
}
