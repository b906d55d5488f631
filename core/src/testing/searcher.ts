// What every searcher promises.
import assert from 'node:assert/strict';
import type { Proposal, SearcherPlugin } from '../contracts/searcher.js';
import type { SearchSpace } from '../contracts/space.js';
import { seeded } from '../numeric/random.js';
import { inCase, lawsOf, throughJson, unlessRefused, type Checks } from './check.js';
import type { Law } from './law.js';
import { demandCells, demandInactive, demandMember, demandReasons } from './proposals.js';
import { badEnding, Play, resultOf } from './searching.js';
import {
  constrainedSpace,
  extremeSpaces,
  hugeSpace,
  mixedSpace,
  ordinarySpaces,
  smallSpace,
  type LabelledSpace,
} from './spaces.js';
import { inSpace, type Subject } from './subject.js';

type Searching = Subject<'searcher'>;
type Demand = (space: SearchSpace, proposal: Proposal) => void;

const ROUNDS = 30;
const SEED = 7;

export function searcherLaws(subject: Searching): readonly Law[] {
  return lawsOf({
    ...proposalLaws(subject),
    ...turnLaws(subject),
    ...tellingLaws(subject),
    ...foreignLaws(subject),
    ...stateLaws(subject),
  });
}

function proposalLaws(subject: Searching): Checks {
  const demanding = (demand: Demand) => onSpaces(subject, (play) => propose(play, ROUNDS, demand));
  return {
    'proposes members of the space': demanding(demandMember),
    'keeps to integers, steps, points and choices': demanding(demandCells),
    'leaves out the coordinates that are inactive, and no others': demanding(demandInactive),
    'says why it proposes, with a belief that can be true': demanding(demandReasons),
    'never changes a point that it has proposed': onSpaces(subject, ({ searcher, space }) => {
      const kept: { readonly point: Float64Array; readonly before: Float64Array }[] = [];
      for (let trial = 0; trial < 10; trial++) {
        const turn = searcher.ask(trial);
        if (turn.kind !== 'work') break;
        const { proposal } = turn;
        kept.push({ point: proposal.point, before: proposal.point.slice() });
        searcher.tell(resultOf({ trial: proposal.continues ?? trial, proposal }, space));
      }
      for (const { point, before } of kept) assert.deepEqual(point, before);
    }),
    'proposes the same with the same seed': onSpaces(subject, (play, again) => {
      assert.deepEqual(again().run(ROUNDS).transcript, play.run(ROUNDS).transcript);
    }),
    'handles a space of one point, and one without dimensions': () => {
      for (const { label, space } of extremeSpaces()) {
        inCase(label, () => {
          const play = new Play(make(subject, space), space);
          assert.equal(play.ask().kind, 'work', 'There is one configuration to propose.');
          demandMember(space, (play.pending[0] as (typeof play.pending)[0]).proposal);
          play.tell();
          propose(play, 10, demandMember);
        });
      }
    },
    'proposes only what the constraints allow': () => {
      const space = constrainedSpace();
      const searcher = unlessRefused(() => make(subject, space));
      if (searcher !== undefined) propose(new Play(searcher, space), ROUNDS, demandMember);
    },
    'handles 1,000 dimensions': () => {
      const space = hugeSpace();
      const searcher = unlessRefused(() => make(subject, space));
      if (searcher !== undefined) propose(new Play(searcher, space), 5, demandMember);
    },
  };
}

function turnLaws(subject: Searching): Checks {
  return {
    'waits only while results are under way': onSpaces(subject, (play) => {
      play.run(ROUNDS);
    }),
    'stays done once it is done, and says why': onFiniteSpace(subject, (play) => {
      play.run(200);
      for (let i = 0; play.done && i < 5; i++) {
        const turn = play.ask();
        assert.ok(turn.kind === 'done' && turn.reason !== '', `After it was done it says ${JSON.stringify(turn)}.`);
        play.tell();
      }
    }),
    'proposes as many trials as it has planned': onFiniteSpace(subject, (play) => {
      const { planned } = play.searcher;
      play.run(200);
      if (planned !== undefined && play.done) assert.equal(play.trials, planned);
      else if (planned !== undefined) assert.ok(planned >= play.trials, `${play.trials} trials, ${planned} planned.`);
    }),
    'changes nothing by an ask that it answers with wait or done': onSpaces(subject, (play, again) => {
      assert.deepEqual(impatient(again(), 3), impatient(play, 0), 'Proposals of a searcher that is asked more often');
    }),
  };
}

function tellingLaws(subject: Searching): Checks {
  return {
    'survives failures, early stops and losses that are no numbers': onSpaces(subject, (play) => {
      for (let round = 0; round < 2 * ROUNDS && !play.done; round++) {
        propose(play, 1, demandMember, badEnding(round));
      }
    }),
    'survives results that come late, in any order': onSpaces(subject, (play) => {
      const random = seeded(SEED);
      for (let round = 0; round < 2 * ROUNDS && !play.done; round++) {
        const turn = play.ask();
        if (turn.kind === 'work') demandMember(play.space, turn.proposal);
        // The first two trials take until the end.
        const ready = play.pending.length - 2;
        if (ready > 3) play.tell(2 + random.below(ready));
        else if (turn.kind === 'wait') play.tell(play.pending.length - 1);
      }
      while (play.pending.length > 0) play.tell(play.pending.length - 1);
      propose(play, 3, demandMember);
    }),
    'leaves results as they were': onSpaces(subject, (play) => {
      for (let trial = 0; trial < 10; trial++) {
        const turn = play.searcher.ask(trial);
        if (turn.kind !== 'work') return;
        const result = resultOf({ trial, proposal: turn.proposal }, play.space);
        const before = structuredClone(result);
        play.searcher.tell(result);
        assert.deepEqual(result, before);
      }
    }),
    'handles 5,000 results': () => {
      const spaces = spacesFor(subject);
      const chosen = spaces.find(({ label }) => label === 'every kind of domain') ?? spaces[0];
      assert.ok(chosen !== undefined);
      const { space } = chosen;
      const play = new Play(make(subject, space), space).run(5000);
      propose(play, 1, demandMember);
      throughJson(play.searcher.save());
    },
  };
}

/** What others than the searcher decide. */
function foreignLaws(subject: Searching): Checks {
  return {
    'takes results of trials that others proposed': onSpaces(subject, (play) => {
      const random = seeded(SEED);
      for (let round = 0; round < 5; round++) {
        const point = play.space.sample(random);
        play.searcher.tell(resultOf({ trial: play.trials++, proposal: { point, origin: 'user' } }, play.space));
        propose(play, 2, demandMember);
      }
    }),
    'takes results of other configurations than it proposed': onSpaces(subject, (play) => {
      const random = seeded(SEED);
      for (let round = 0; round < 10 && !play.done; round++) {
        const turn = play.ask();
        const asked = play.pending.shift();
        // Every other configuration is replaced, as one that was tried before may be.
        const point = play.space.sample(random);
        if (asked !== undefined)
          play.searcher.tell(
            resultOf(round % 2 === 0 ? asked : { ...asked, proposal: { point, origin: 'random' } }, play.space),
          );
        else assert.notEqual(turn.kind, 'wait', 'It waits although nothing is under way.');
      }
      propose(play, 3, demandMember);
    }),
  };
}

function stateLaws(subject: Searching): Checks {
  return {
    'goes on from a saved state as if nothing had happened': onSpaces(subject, (_, again) => {
      for (const rounds of [0, 1, 6, 25]) {
        const original = again().run(rounds, badEnding);
        const point = original.space.sample(seeded(SEED));
        const control = { trial: original.trials++, proposal: { point, origin: 'control' } } as const;
        if (rounds > 0) original.searcher.tell(resultOf(control, original.space));
        // Two trials are under way when the state is saved.
        for (let i = 0; i < 2; i++) original.ask();
        const loaded = new Play(make(subject, original.space), original.space, original.trials);
        loaded.searcher.load(throughJson(original.searcher.save()));
        loaded.pending.push(...original.pending);
        loaded.done = original.done;
        const [before, expected] = [original.transcript.length, original.run(ROUNDS).transcript];
        assert.deepEqual(loaded.run(ROUNDS).transcript, expected.slice(before), `Saved after ${rounds} results`);
      }
    }),
  };
}

/** Asks and tells; each proposal must keep the demand. */
function propose(play: Play, rounds: number, demand: Demand, ending?: Parameters<Play['tell']>[1]): void {
  for (let round = 0; round < rounds && !play.done; round++) {
    const turn = play.ask();
    if (turn.kind === 'work') demand(play.space, turn.proposal);
    if (play.pending.length > 0) play.tell(0, ending);
  }
}

/** Asks ahead until it must wait, then asks some times in vain, tells one result, and so on. */
function impatient(play: Play, times: number): readonly string[] {
  for (let i = 0; i < 100; i++) {
    if (play.ask().kind === 'work') continue;
    for (let more = 0; more < times; more++) play.ask();
    play.tell();
  }
  while (play.pending.length > 0) play.tell();
  return play.run(ROUNDS).transcript;
}

function make(subject: Searching, space: SearchSpace): SearcherPlugin {
  return subject.make(inSpace(space, SEED));
}

/** A searcher may refuse spaces that it is not made for, but not all of them. */
function spacesFor(subject: Searching): readonly LabelledSpace[] {
  const accepted = ordinarySpaces(subject.options.space).filter(
    ({ space }) => unlessRefused(() => make(subject, space)) !== undefined,
  );
  assert.notEqual(accepted.length, 0, 'It refuses every space: floats, integers, choices, conditions.');
  return accepted;
}

function onSpaces(subject: Searching, check: (play: Play, again: () => Play) => void): () => void {
  return () => {
    for (const { label, space } of spacesFor(subject)) {
      const play = () => new Play(make(subject, space), space);
      inCase(`${label}, seed ${SEED}`, () => check(play(), play));
    }
  };
}

function onFiniteSpace(subject: Searching, check: (play: Play) => void): () => void {
  return () => {
    for (const space of [smallSpace(), ...extremeSpaces().map((extreme) => extreme.space), mixedSpace()]) {
      const searcher = unlessRefused(() => make(subject, space));
      if (searcher !== undefined) inCase(`${space.size} configurations`, () => check(new Play(searcher, space)));
    }
  };
}
