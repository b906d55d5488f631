// What every acquisition function promises.
import assert from 'node:assert/strict';
import type { AcquisitionRequest } from '../contracts/acquisition.js';
import type { Point } from '../contracts/space.js';
import type { Posterior } from '../contracts/surrogate.js';
import { seeded } from '../numeric/random.js';
import { inCase, lawsOf, sameNumbers } from './check.js';
import type { Law } from './law.js';
import { guard } from './samples.js';
import type { Subject } from './subject.js';
import { pointsOf } from './surrogate.js';

/** At a point (m, s) the mean is m and the standard deviation s; draws rise and fall together. */
const posterior: Posterior = {
  at: (points) => ({ mean: coordinate(points, 0), sd: coordinate(points, 1) }),
  draw: (points, random) => {
    const luck = random.normal();
    const [mean, sd] = [coordinate(points, 0), coordinate(points, 1)];
    return mean.map((value, i) => value + luck * (sd[i] as number));
  },
};

export function acquisitionLaws({ make }: Subject<'acquisition'>): readonly Law[] {
  const score = (points: readonly Point[], extra: Partial<AcquisitionRequest> = {}) =>
    make().prepare({ posterior, best: 0.5, pending: [], random: seeded(1), ...extra })(points);
  const points = pointsOf(seeded(4), 50, 2);
  const ones = (asked: readonly Point[]) => new Float64Array(asked.length).fill(1);
  return lawsOf({
    'gives one finite score a point': () => {
      for (const best of [0.5, -100, 100])
        inCase(`best loss ${best}`, () => demandScores(score(points, { best }), points));
      demandScores(score([]), []);
    },
    'is finite where there is no doubt': () => {
      const certain = [0, 0.25, 0.5, 0.75, 1].map((mean) => Float64Array.of(mean, 0));
      demandScores(score(certain), certain);
    },
    'never prefers a higher mean with the same doubt': () => {
      for (const sd of [0, 1e-9, 0.01, 0.3, 1]) inCase(`standard deviation ${sd}`, () => demandFalling(score, sd));
    },
    'scores the same with the same seed': () => {
      sameNumbers(score(points), score(points), 'Scores');
      const prepared = make().prepare({ posterior, best: 0.5, pending: [], random: seeded(1) });
      sameNumbers(prepared(points), prepared(points), 'Scores asked for twice');
    },
    'takes pending points, feasibility and costs': () => {
      demandScores(score(points, { pending: points.slice(0, 5), feasible: ones, costs: ones }), points);
    },
    'leaves its input as it was': () => {
      const pending = pointsOf(seeded(6), 3, 2);
      const unchanged = guard({ points, pending });
      score(points, { pending });
      unchanged();
    },
  });
}

function coordinate(points: readonly Point[], i: number): Float64Array {
  return Float64Array.from(points, (point) => point[i] as number);
}

function demandScores(scores: Float64Array, points: readonly Point[]): void {
  assert.equal(scores.length, points.length, `There should be ${points.length} scores.`);
  scores.forEach((value, i) => {
    const [mean, sd] = points[i] as Point;
    assert.ok(
      Number.isFinite(value),
      `At mean ${mean as number} and standard deviation ${sd as number} the score is ${value}.`,
    );
  });
}

function demandFalling(score: (points: readonly Point[]) => Float64Array, sd: number): void {
  const means = Array.from({ length: 41 }, (_, i) => i / 40);
  const scores = score(means.map((mean) => Float64Array.of(mean, sd)));
  for (let i = 1; i < means.length; i++) {
    const [lower, higher] = [scores[i - 1] as number, scores[i] as number];
    const slack = 1e-9 * Math.max(1, Math.abs(lower)); // Rounding.
    assert.ok(
      higher <= lower + slack,
      `Mean ${means[i] as number} scores ${higher}, the lower ${means[i - 1] as number} only ${lower}.`,
    );
  }
}
