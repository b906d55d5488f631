// A searcher: tries neighbors of the best point. Which of them an acquisition function decides, so that it is composed
// of another plugin.
import {
  componentOf,
  PLUGINS,
  RANDOM,
  Searcher,
  SPACE,
  Type,
  type AcquisitionPlugin,
  type Json,
  type Plugins,
  type Point,
  type Random,
  type SearcherPlugin,
  type SearchSpace,
  type Static,
  type TrialResult,
  type Turn,
} from 'tunewright';
import { nearbyPosterior, type Observation } from './nearby-posterior.js';

const Params = Type.Object(
  {
    radius: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.2,
      description: 'How far a neighbor may be from the best point, as a share of each domain.',
    }),
    neighbors: Type.Integer({ minimum: 1, maximum: 1000, default: 10, description: 'Neighbors to choose from.' }),
    acquisition: componentOf('acquisition', {
      default: { use: 'optimist', hope: 2 },
      description: 'What chooses among the neighbors.',
    }),
  },
  { additionalProperties: false },
);

/** Results that are remembered: the latest ones. */
const MEMORY = 30;

@Searcher({
  name: 'hill-climber',
  summary: 'Try neighbors of the best configuration so far.',
  params: Params,
  uses: [SPACE, RANDOM, PLUGINS],
})
export class HillClimber implements SearcherPlugin {
  private readonly acquisition: AcquisitionPlugin;
  private best: Observation | undefined;
  private recent: readonly Observation[] = [];

  constructor(
    private readonly params: Static<typeof Params>,
    private readonly space: SearchSpace,
    private readonly random: Random,
    plugins: Plugins,
  ) {
    this.acquisition = plugins.make('acquisition', params.acquisition);
  }

  ask(trial: number): Turn {
    const random = this.random.split(trial);
    const { best, recent } = this;
    if (best === undefined) return { kind: 'work', proposal: { point: this.space.sample(random), origin: 'initial' } };
    const neighbors = Array.from({ length: this.params.neighbors }, () => this.neighbor(best.point, random));
    const posterior = nearbyPosterior(recent);
    const scores = this.acquisition.prepare({ posterior, best: best.loss, pending: [], random })(neighbors);
    const point = neighbors[scores.indexOf(Math.max(...scores))] ?? best.point.slice();
    const { mean, sd } = posterior.at([point]);
    return {
      kind: 'work',
      proposal: { point, origin: 'model', belief: { mean: mean[0] ?? best.loss, sd: sd[0] ?? 0 } },
    };
  }

  tell({ point, losses, state }: TrialResult): void {
    const [loss = NaN] = losses;
    if (state !== 'finished' || !(Math.abs(loss) < 1e100)) return;
    const observation = { point: point.slice(), loss };
    this.recent = [...this.recent, observation].slice(-MEMORY);
    if (this.best === undefined || loss < this.best.loss) this.best = observation;
  }

  save(): Json {
    return { best: this.best ? packed(this.best) : null, recent: this.recent.map(packed) };
  }

  load(state: Json): void {
    const { best, recent } = state as { best: Packed | null; recent: Packed[] };
    this.best = best === null ? undefined : unpacked(best);
    this.recent = recent.map(unpacked);
  }

  private neighbor(center: Point, random: Random): Point {
    const { radius } = this.params;
    const moved = center.map((x) => {
      // A coordinate that plays no role may begin to when a choice changes; choices now and then jump.
      if (Number.isNaN(x) || random.next() < 0.1) return random.next();
      return Math.min(1, Math.max(0, x + radius * (2 * random.next() - 1)));
    });
    const point = this.space.snap(moved);
    return this.space.has(this.space.decode(point)) ? point : this.space.sample(random);
  }
}

/** JSON has no NaN. Not an interface: those are no `Json` to the compiler. */
type Packed = { readonly point: readonly (number | null)[]; readonly loss: number };

function packed({ point, loss }: Observation): Packed {
  return { point: Array.from(point, (x) => (Number.isNaN(x) ? null : x)), loss };
}

function unpacked({ point, loss }: Packed): Observation {
  return { point: Float64Array.from(point, (x) => x ?? NaN), loss };
}
