// Definitions that compile: every word of the language.
import {
  choice,
  createStudy,
  definePipeline,
  float,
  int,
  Scaler,
  Searcher,
  Splitter,
  Type,
  type Definition,
  type FittedTransformer,
  type Fold,
  type Json,
  type Random,
  RANDOM,
  type Static,
  type Step,
  type Table,
  type Turn,
} from 'tunewright';

// Every word of the language.

export const learning = definePipeline({
  version: 1,
  name: 'all words',
  plugins: ['./my-scaler.ts', '@acme/tunewright-plugins'],
  data: { use: 'csv', path: { env: 'ROWS' }, target: 'y', columns: { zip: 'categorical' }, missing: ['', '-'] },
  test: { share: 0.2 },
  trainScores: true,
  select: 'one-standard-error',
  cv: { use: 'repeated', splitter: { use: 'k-fold', splits: 3 }, times: 2 },
  space: {
    width: int(1, 9),
    half: { expr: 'width / 2' },
    same: { ref: 'width' },
    opt: { choose: ['a', 'b'] },
    rate: { tune: 'float', low: 1, high: 2, prior: { use: 'normal', mean: 1.5, sd: 0.1 }, when: { opt: 'a' } },
    step: { tune: 'int', low: 1, high: 9, step: 2, when: { opt: ['a', 'b'] } },
  },
  constraints: ['width * svc.degree <= 9'],
  steps: [
    { use: 'pca', components: { choose: ['all', int(2, 5), 0.9] }, whiten: choice([true, false]), fitOn: 'all' },
    { id: 'second', use: 'pca', components: { expr: 'floor(width / 2)' }, on: ['ash', 'hue'] },
    { use: 'svc', C: { ref: 'rate' }, kernel: choice(['poly', 'rbf']), degree: int(2, 4), tolerance: { env: 'TOL' } },
  ],
  metrics: [
    { use: 'f1', average: 'binary', positive: 'yes', zeroDivision: 0, goal: 'maximize' },
    { id: 'macro', use: 'f1' },
  ],
  search: { use: 'grid', resolution: 4, lag: 2 },
  control: { random: 0.1, unstopped: 0.05 },
  onDuplicate: 'reuse',
  earlyStopping: [{ id: 'rule', use: 'median', warmup: 2 }],
  budget: { trials: 10, time: '1.5h' },
  start: [{ 'svc.kernel': 'rbf', width: 3 }],
  seed: 42,
  run: {
    concurrency: 2,
    timeout: '500ms',
    order: 'fast',
    executor: { use: 'inline' },
    store: { use: 'journal', folder: 'logs' },
  },
});

export const blackBox = definePipeline({
  name: 'cache',
  objective: { use: 'module', path: './measure.mjs' },
  space: {
    entries: { tune: 'int', low: 16, high: 65536, log: true },
    policy: { choose: ['lru', 'lfu', 'fifo'] },
    share: float(0, 1, { step: 0.25 }),
    mixed: choice(['none', float(0, 1)]),
  },
  instances: ['small', { rows: 5 }],
  metrics: [{ name: 'milliseconds', goal: 'minimize' }, { name: 'hits' }],
  budget: { trials: 100, time: '2d' },
  run: { concurrency: 4, timeout: '1m' },
});

export const toldFromOutside = definePipeline({ space: { x: float(0, 1) }, budget: { trials: 3 } });
export const noisy = definePipeline({
  space: { x: float(0, 1) },
  repeats: { times: 5, aggregate: 'trimmed', share: 0.2 },
  budget: { cost: 500, costUnit: 'tokens' },
  run: { rate: '60/5m' },
});
export const measuredTwice = definePipeline({ space: { x: float(0, 1) }, repeats: 2, run: { rate: '10/s' } });
export const variation = definePipeline({ extends: './wine.json', budget: { trials: 5 }, seed: 2 });
export const twice = definePipeline({ extends: ['./wine.json', './fast.json'], metrics: [{ use: 'mcc' }] });

// Pieces that are put together.

const scale: Step = { use: 'standard-scaler', withStd: choice([true, false]) };
const models = ['svc', 'logistic-regression'] as const;
const model: Step = { id: 'model', choose: models.map((use) => ({ use, C: float(0.1, 10) })) };
export const pieces = definePipeline({ data: { use: 'wine' }, steps: [scale, model] });
const annotated: Definition = { data: { use: 'wine' }, steps: [scale, { use: 'svc' }] };
export const fromAnnotated = definePipeline(annotated);
export const study = () => createStudy(pieces);

// Classes in place of names.

const ScalerParams = Type.Object(
  { strength: Type.Number({ default: 1 }), mode: Type.Enum(['soft', 'hard'], { default: 'soft' }) },
  { additionalProperties: false },
);

@Scaler({ name: 'mine', summary: 'Scale.', params: ScalerParams })
class MyScaler {
  constructor(private readonly params: Static<typeof ScalerParams>) {}
  declare fit: (train: Table) => FittedTransformer;
  declare restore: (state: Json) => FittedTransformer;
}

const None = Type.Object({}, { additionalProperties: false });

@Splitter({ name: 'halves', summary: 'Split.', params: None })
class Halves {
  declare split: () => readonly Fold[];
}

@Searcher({ name: 'walk', summary: 'Search.', params: None, uses: [RANDOM] })
class Walk {
  constructor(
    readonly params: Static<typeof None>,
    private readonly random: Random,
  ) {}
  declare ask: () => Turn;
  declare tell: () => void;
  declare save: () => Json;
  declare load: () => void;
}

export const classes = definePipeline({
  data: { use: 'wine' },
  cv: { use: 'repeated', splitter: { use: Halves } },
  steps: [
    { id: 'first', use: MyScaler, strength: float(0, 2), mode: choice(['soft', 'hard']), on: 'numeric' },
    { id: 'then', choose: [{ use: 'passthrough' }, { use: MyScaler, strength: { choose: [1, 2] } }] },
    { use: 'svc', C: { tune: 'float', low: 1, high: 2 } },
  ],
  search: { use: Walk, lag: 2 },
});

// Names of third parties, added to the interface of their kind.

declare module 'tunewright' {
  interface Scalers {
    readonly 'their-scaler': { readonly use: 'their-scaler'; readonly gain?: number };
  }
}

export const theirs = definePipeline({
  plugins: ['@acme/tunewright-plugins'],
  data: { use: 'wine' },
  steps: [{ use: 'their-scaler', gain: float(0, 1) }, { use: 'svc' }],
});
