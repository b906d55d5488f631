import { RANDOM, Searcher, SPACE } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    stride: Type.Number({
      exclusiveMinimum: 0,
      default: 0.1,
      description: 'Standard deviation of a step, as a share of the range of each parameter.',
    }),
  },
  { additionalProperties: false },
);

export class MySearcher {
  params;
  space;
  random;
  best;
  least = Infinity;

  constructor(params, space, random) {
    this.params = params;
    this.space = space;
    this.random = random;
  }

  // Only results told before, the seed and the number of the trial may matter: so a study can be resumed.
  ask(trial) {
    const random = this.random.split(trial);
    const fresh = this.space.sample(random);
    if (this.best === undefined) return { kind: 'work', proposal: { point: fresh, origin: 'initial' } };
    // Coordinates are in [0, 1]; NaN is an inactive one, which a step to another choice may activate.
    const step = this.best.map((x, i) => {
      const from = Number.isNaN(x) ? fresh[i] : x;
      return Math.min(1, Math.max(0, (Number.isNaN(from) ? 0.5 : from) + this.params.stride * random.normal()));
    });
    const point = this.space.snap(step);
    // The definition may forbid combinations.
    return { kind: 'work', proposal: { point: this.space.allows(point) ? point : fresh, origin: 'evolution' } };
  }

  tell({ point, losses: [loss = NaN] }) {
    if (!Number.isFinite(loss) || loss >= this.least) return; // The loss of a failed trial is NaN.
    this.least = loss;
    this.best = point.slice();
  }

  save() {
    return this.best === undefined ? null : { least: this.least, best: [...this.best].map(orNull) };
  }

  load(state) {
    const saved = state;
    this.least = saved?.least ?? Infinity;
    this.best = saved === null ? undefined : Float64Array.from(saved.best, (x) => x ?? NaN);
  }
}

Searcher({
  name: 'my-searcher',
  summary: 'A random walk that steps away from the best configuration so far.',
  params: Params,
  uses: [SPACE, RANDOM],
})(MySearcher);

// JSON has no NaN.
function orNull(coordinate) {
  return Number.isNaN(coordinate) ? null : coordinate;
}
