import {
  RANDOM,
  Searcher,
  SPACE,
  type Json,
  type Point,
  type Random,
  type SearcherPlugin,
  type SearchSpace,
  type TrialResult,
  type Turn,
} from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

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

@Searcher({
  name: 'my-searcher',
  summary: 'A random walk that steps away from the best configuration so far.',
  params: Params,
  uses: [SPACE, RANDOM],
})
export class MySearcher implements SearcherPlugin {
  private best: Point | undefined;
  private least = Infinity;

  constructor(
    private readonly params: Static<typeof Params>,
    private readonly space: SearchSpace,
    private readonly random: Random,
  ) {}

  // Only results told before, the seed and the number of the trial may matter: so a study can be resumed.
  ask(trial: number): Turn {
    const random = this.random.split(trial);
    const fresh = this.space.sample(random);
    if (this.best === undefined) return { kind: 'work', proposal: { point: fresh, origin: 'initial' } };
    // Coordinates are in [0, 1]; NaN is an inactive one, which a step to another choice may activate.
    const step = this.best.map((x, i) => {
      const from = Number.isNaN(x) ? (fresh[i] as number) : x;
      return Math.min(1, Math.max(0, (Number.isNaN(from) ? 0.5 : from) + this.params.stride * random.normal()));
    });
    const point = this.space.snap(step);
    // The definition may forbid combinations.
    return { kind: 'work', proposal: { point: this.space.allows(point) ? point : fresh, origin: 'evolution' } };
  }

  tell({ point, losses: [loss = NaN] }: TrialResult): void {
    if (!Number.isFinite(loss) || loss >= this.least) return; // The loss of a failed trial is NaN.
    this.least = loss;
    this.best = point.slice();
  }

  save(): Json {
    return this.best === undefined ? null : { least: this.least, best: [...this.best].map(orNull) };
  }

  load(state: Json): void {
    const saved = state as { readonly least: number; readonly best: readonly (number | null)[] } | null;
    this.least = saved?.least ?? Infinity;
    this.best = saved === null ? undefined : Float64Array.from(saved.best, (x) => x ?? NaN);
  }
}

// JSON has no NaN.
function orNull(coordinate: number): number | null {
  return Number.isNaN(coordinate) ? null : coordinate;
}
