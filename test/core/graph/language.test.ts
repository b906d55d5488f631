// Studies with everything that the language has: the same whatever runs at once, and wherever they were cut off.
import { createStudy, Searcher, SPACE, type Configuration, type SearchSpace, type StudyEvent } from '@tunewright/core';
import fc from 'fast-check';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { registry, TestClock, timeless } from '../../support/black-box.js';

/** Proposes what it likes: any corner of the cube, allowed or not. */
@Searcher({ name: 'careless', summary: 'Heeds no constraints.', params: Type.Object({}), uses: [SPACE] })
class Careless {
  private asked = 0;

  constructor(
    _: object,
    private readonly space: SearchSpace,
  ) {}

  ask() {
    const n = this.asked++;
    const corner = this.space.dimensions.map((_, i) => ((n >> i) & 1 ? 0.999 : 0.001));
    // Coordinates of what is not there are not looked at.
    return {
      kind: 'work' as const,
      proposal: { point: this.space.snap(Float64Array.from(corner)), origin: 'model' as const },
    };
  }

  tell(): void {
    // It learns nothing.
  }

  save(): number {
    return this.asked;
  }

  load(state: unknown): void {
    this.asked = state as number;
  }
}

const SPACE_OF_ALL = {
  rate: { tune: 'float', low: 0.01, high: 1, points: 5, when: { opt: ['sgd', 'adam'] } },
  opt: { choose: ['sgd', 'adam', { tune: 'int', low: 1, high: 3 }] },
  width: { tune: 'int', low: 1, high: 6 },
  area: { expr: 'width * width' },
  speed: { expr: 'rate * width' },
};

const setups = fc.record({
  search: fc.constantFrom({ use: 'random' }, { use: 'grid' }, { use: 'careless' }),
  constraints: fc.subarray(['area <= 20', 'speed < 3', "opt != 'adam' || width > 2"]),
  control: fc.constantFrom({}, { random: 0.3 }, { random: 0.5, unstopped: 0.5 }, { random: 1 }),
  onDuplicate: fc.constantFrom('reuse', 'remeasure', 'resample'),
  start: fc.constantFrom<object[][]>([], [{ opt: 'sgd', rate: 0.01, width: 1 }]),
  trials: fc.integer({ min: 1, max: 14 }),
});
type Setup = typeof setups extends fc.Arbitrary<infer T> ? T : never;

const objective = (
  parameters: Configuration,
  { instance }: { readonly instance?: unknown },
): Promise<number> | number => {
  const { area = 0, width = 0, speed = 0 } = parameters as Readonly<Record<string, number>>;
  const score = area - 3 * speed + Number(instance);
  if (width === 5) throw new Error('Five is too many.');
  return width % 2 === 0 ? score : new Promise((done) => setImmediate(done, score));
};

async function eventsOf(setup: Setup, concurrency: number, past: readonly StudyEvent[] = []): Promise<StudyEvent[]> {
  const { search, constraints, control, onDuplicate, start, trials } = setup;
  const study = await createStudy(
    {
      objective: { use: 'function', name: 'objective' },
      space: SPACE_OF_ALL,
      instances: [1, 2, 3],
      search: { ...search, lag: 3 },
      constraints,
      control,
      onDuplicate,
      start,
      earlyStopping: [{ use: 'median', startup: 2, warmup: 0 }],
      metrics: [{ name: 'score', goal: 'maximize' }],
      budget: { trials },
      run: { concurrency },
    },
    { registry: registry(Careless), functions: { objective }, clock: new TestClock(), past },
  );
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return events;
}

const sorted = (events: readonly StudyEvent[]): string[] =>
  events
    .filter(({ type }) => type !== 'study-started')
    .map((event) => JSON.stringify(timeless(event)))
    .sort();

describe('a study in which everything is said', () => {
  it('is the same whatever runs at once, and keeps its constraints', async () => {
    await fc.assert(
      fc.asyncProperty(setups, async (setup) => {
        const events = await eventsOf(setup, 1);
        expect(sorted(await eventsOf(setup, 4))).toEqual(sorted(events));
        for (const event of events) {
          if (event.type !== 'trial-proposed') continue;
          const { opt, rate, width } = event.configuration as Record<string, number | string>;
          expect(rate === undefined).toBe(typeof opt === 'number');
          if (setup.constraints.includes('area <= 20')) expect(width).toBeLessThanOrEqual(4);
          if (setup.constraints.includes('speed < 3')) expect(Number(rate ?? 0) * Number(width)).toBeLessThan(3);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('is the same wherever it was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(setups, async (setup) => {
        const whole = await eventsOf(setup, 1);
        for (let cut = 0; cut < whole.length; cut++) {
          const past = whole.slice(0, cut);
          const again = [...past, ...(await eventsOf(setup, 1, past))];
          expect(again.map(timeless)).toEqual(whole.map(timeless));
        }
      }),
      { seed: 1, numRuns: 8 },
    );
  });
});
