import type { Json, Point, Proposal, Random, SearcherPlugin, SearchSpace, TrialResult, Turn } from '@tunewright/core';
import { RANDOM, SPACE } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves, refuse } from './proof.js';

const AT_ONCE = 4;

/** Draws at random, up to four trials at once, `limit` in all. */
class Drawing implements SearcherPlugin {
  readonly planned: number;
  private asked = 0;
  private told = 0;

  constructor(
    private readonly space: SearchSpace,
    private readonly random: Random,
    limit = 100,
  ) {
    this.planned = limit;
  }

  ask(trial: number): Turn {
    if (this.asked >= this.planned) return { kind: 'done', reason: 'all were drawn' };
    if (this.asked - this.told >= AT_ONCE) return { kind: 'wait' };
    this.asked++;
    return { kind: 'work', proposal: { point: this.space.sample(this.random.split(trial)), origin: 'random' } };
  }

  tell(): void {
    this.told++;
  }

  save(): Json {
    return { asked: this.asked, told: this.told };
  }

  load(state: Json): void {
    ({ asked: this.asked, told: this.told } = state as { asked: number; told: number });
  }
}

type Change = (good: Drawing, space: SearchSpace, random: Random) => Partial<SearcherPlugin>;

const searcher = (change: Change = () => ({}), limit = 100) =>
  made(
    'searcher',
    (_: never, space: SearchSpace, random: Random): SearcherPlugin => {
      const good = new Drawing(space, random, limit);
      const parts: SearcherPlugin = {
        planned: limit,
        ask: (trial) => good.ask(trial),
        tell: () => good.tell(),
        save: () => good.save(),
        load: (state) => good.load(state),
      };
      return { ...parts, ...change(good, space, random) };
    },
    { uses: [SPACE, RANDOM] },
  );

const proposing = (change: (proposal: Proposal) => Proposal) =>
  searcher((good) => ({
    ask: (trial) => {
      const turn = good.ask(trial);
      return turn.kind === 'work' ? { kind: 'work', proposal: change(turn.proposal) } : turn;
    },
  }));
const moving = (change: (coordinate: number) => number) =>
  proposing((proposal) => ({ ...proposal, point: proposal.point.map(change) }));
const hearing = (listen: (result: TrialResult, known: ReadonlySet<number>) => void, limit = 100) =>
  searcher((good) => {
    const known = new Set<number>();
    return {
      ask: (trial) => {
        const turn = good.ask(trial);
        if (turn.kind === 'work') known.add(trial);
        return turn;
      },
      tell: (result) => {
        listen(result, known);
        good.tell();
      },
    };
  }, limit);

/** Proposes one buffer again and again. */
function frugal(): Change {
  return (_, space, random) => {
    const point: Point = new Float64Array(space.dimensions.length);
    return {
      ask: (trial) => {
        point.set(space.sample(random.split(trial)));
        return { kind: 'work', proposal: { point, origin: 'random' } };
      },
    };
  };
}

describe('searchers', () => {
  proves(searcher(), {
    'proposes members of the space': moving((coordinate) => coordinate + 1),
    'keeps to integers, steps, points and choices': moving((coordinate) => coordinate * 0.999),
    'leaves out the coordinates that are inactive, and no others': moving((coordinate) => coordinate || 0.5),
    'says why it proposes, with a belief that can be true': proposing((proposal) => ({
      ...proposal,
      belief: { mean: 1, sd: -1 },
    })),
    'never changes a point that it has proposed': searcher(frugal()),
    'proposes the same with the same seed': searcher((_, space, random) => ({
      ask: () => ({ kind: 'work', proposal: { point: space.sample(random.split(fickle())), origin: 'random' } }),
    })),
    'handles a space of one point, and one without dimensions': searcher((_, { size }) => (size === 1 ? refuse() : {})),
    'proposes only what the constraints allow': searcher((_, space, random) => ({
      ask: (trial) => {
        const own = random.split(trial);
        const point = space.snap(Float64Array.from(space.dimensions, () => own.next()));
        return { kind: 'work', proposal: { point, origin: 'random' } };
      },
    })),
    'handles 1,000 dimensions': searcher((_, { dimensions }) => (dimensions.length > 100 ? refuse() : {})),
    'waits only while results are under way': searcher((good) => ({
      ask: (trial) => (trial < 3 ? good.ask(trial) : { kind: 'wait' }),
    })),
    'stays done once it is done, and says why': searcher((good) => {
      let ends = 0;
      return {
        ask: (trial) => {
          const turn = good.ask(trial);
          return turn.kind === 'done' && ends++ % 2 === 1 ? { kind: 'wait' } : turn;
        },
      };
    }),
    'proposes as many trials as it has planned': searcher(() => ({ planned: 7 })),
    'changes nothing by an ask that it answers with wait or done': searcher((good) => {
      let impatience = 0;
      return {
        ask: (trial) => {
          const turn = good.ask(trial + 1000 * impatience);
          if (turn.kind === 'wait') impatience++;
          return turn;
        },
      };
    }),
    'survives failures, early stops and losses that are no numbers': hearing(({ losses }) => {
      if (!losses.every(Number.isFinite)) refuse();
    }),
    'survives results that come late, in any order': searcher((good) => {
      let next = 0;
      return { tell: ({ trial }) => (trial === next++ ? good.tell() : refuse()) };
    }),
    'takes results of trials that others proposed': hearing(({ trial }, known) => {
      if (!known.has(trial)) refuse();
    }),
    'takes results of other configurations than it proposed': searcher((good) => {
      const asked = new Map<number, Point>();
      return {
        ask: (trial) => {
          const turn = good.ask(trial);
          if (turn.kind === 'work') asked.set(trial, turn.proposal.point);
          return turn;
        },
        tell: ({ trial, point }) =>
          asked.get(trial)?.every((x, i) => Object.is(x, point[i])) === false ? refuse() : good.tell(),
      };
    }),
    'leaves results as they were': hearing(({ point }) => point.fill(0)),
    'handles 5,000 results': hearing(({ trial }) => {
      if (trial > 4000) refuse();
    }, Infinity),
    'goes on from a saved state as if nothing had happened': searcher((good) => {
      let asked = 0;
      return { ask: () => good.ask(asked++) };
    }),
  });
});
