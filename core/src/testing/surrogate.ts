// What every surrogate promises.
import assert from 'node:assert/strict';
import type { Random } from '../contracts/random.js';
import type { Point } from '../contracts/space.js';
import type { Posterior } from '../contracts/surrogate.js';
import { seeded } from '../numeric/random.js';
import { inCase, lawsOf, sameNumbers } from './check.js';
import type { Law } from './law.js';
import { guard } from './samples.js';
import type { Subject } from './subject.js';

interface Observed {
  readonly label: string;
  readonly points: readonly Point[];
  readonly losses: Float64Array;
}

export function surrogateLaws({ make }: Subject<'surrogate'>): readonly Law[] {
  const fit = ({ points, losses }: Observed, seed = 1): Posterior => make().fit(points, losses, seeded(seed));
  const asked = pointsOf(seeded('asked'), 25, 2);
  const onCases = (check: (observed: Observed) => void) => () => {
    for (const observed of [smooth(), onePoint(), duplicates(), constant()])
      inCase(observed.label, () => check(observed));
  };
  return lawsOf({
    'believes in one finite mean and one standard deviation a point': onCases((observed) => {
      demandPrognosis(fit(observed), asked);
      demandPrognosis(fit(observed), observed.points);
    }),
    'draws one finite loss a point': onCases((observed) => {
      demandFinite(fit(observed).draw(asked, seeded(2)), asked.length, 'draws');
    }),
    'believes and draws the same with the same seed': onCases((observed) => {
      const [first, second] = [fit(observed), fit(observed)];
      sameNumbers(second.at(asked).mean, first.at(asked).mean, 'Means');
      sameNumbers(second.at(asked).sd, first.at(asked).sd, 'Standard deviations');
      sameNumbers(second.draw(asked, seeded(3)), first.draw(asked, seeded(3)), 'Draws');
    }),
    'foretells a smooth function better than its mean does': () => {
      const { mean } = fit(smooth()).at(asked);
      const truth = Float64Array.from(asked, lossAt);
      const center = smooth().losses.reduce((a, b) => a + b, 0) / smooth().losses.length;
      const error = (guess: (i: number) => number) => truth.reduce((sum, loss, i) => sum + (guess(i) - loss) ** 2, 0);
      const [own, plain] = [error((i) => mean[i] as number), error(() => center)];
      assert.ok(own < plain, `Its squared error is ${own}, that of the mean loss ${plain}.`);
    },
    'handles coordinates that are inactive': () => {
      const random = seeded(5);
      const points = pointsOf(random, 30, 3).map((point) =>
        random.next() < 0.5 ? Float64Array.of(point[0] as number, point[1] as number, NaN) : point,
      );
      const posterior = make().fit(points, Float64Array.from(points, lossAt), seeded(1));
      demandPrognosis(posterior, points);
      demandFinite(posterior.draw(points, seeded(1)), points.length, 'draws');
    },
    'keeps what it has fitted when it fits again': () => {
      const surrogate = make();
      const { points, losses } = smooth();
      const first = surrogate.fit(points, losses, seeded(1));
      const before = first.at(asked).mean.slice();
      surrogate.fit(
        points,
        losses.map((loss) => -10 * loss),
        seeded(1),
      );
      sameNumbers(first.at(asked).mean, before, 'Means of the first fit after a second one');
    },
    'leaves its input as it was': onCases((observed) => {
      const unchanged = guard({ ...observed, asked });
      const posterior = fit(observed);
      posterior.at(asked);
      posterior.draw(asked, seeded(1));
      unchanged();
    }),
  });
}

function demandPrognosis(posterior: Posterior, points: readonly Point[]): void {
  const { mean, sd } = posterior.at(points);
  demandFinite(mean, points.length, 'means');
  demandFinite(sd, points.length, 'standard deviations');
  for (const value of sd) assert.ok(value >= 0, `A standard deviation is ${value}.`);
}

function demandFinite(numbers: Float64Array, count: number, what: string): void {
  assert.equal(numbers.length, count, `There should be ${count} ${what}.`);
  for (const number of numbers) assert.ok(Number.isFinite(number), `Among the ${what} is ${number}.`);
}

export function pointsOf(random: Random, count: number, dimensions: number): Point[] {
  return Array.from({ length: count }, () => new Float64Array(dimensions).map(() => random.next()));
}

function lossAt(point: Point): number {
  return 5 + 3 * (point[0] as number) + ((point[1] as number) - 0.5) ** 2;
}

function observed(label: string, points: readonly Point[]): Observed {
  return { label, points, losses: Float64Array.from(points, lossAt) };
}

const smooth = (): Observed => observed('40 points of a smooth function', pointsOf(seeded('fit'), 40, 2));
const onePoint = (): Observed => observed('one point', pointsOf(seeded('fit'), 1, 2));
const constant = (): Observed => ({
  ...smooth(),
  label: 'the same loss everywhere',
  losses: new Float64Array(40).fill(2),
});
function duplicates(): Observed {
  const points = pointsOf(seeded('fit'), 5, 2);
  const twice = observed('points that were measured twice', [...points, ...points]);
  return { ...twice, losses: twice.losses.map((loss, i) => loss + (i < 5 ? 0 : 0.01)) };
}
