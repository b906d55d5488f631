// Definitions that do not compile. Each mistake is told on its own line.
import {
  choice,
  definePipeline,
  float,
  int,
  Metric,
  Scaler,
  Type,
  type FittedTransformer,
  type Json,
  type Static,
  type Table,
} from 'tunewright';

const data = { use: 'wine' } as const;
const svc = { use: 'svc' } as const;
const x = float(0, 1);

const Params = Type.Object(
  { strength: Type.Number({ default: 1 }), mode: Type.Enum(['soft', 'hard'], { default: 'soft' }) },
  { additionalProperties: false },
);

@Scaler({ name: 'mine', summary: 'Scale.', params: Params })
class MyScaler {
  constructor(private readonly params: Static<typeof Params>) {}
  declare fit: (train: Table) => FittedTransformer;
  declare restore: (state: Json) => FittedTransformer;
}

const None = Type.Object({}, { additionalProperties: false });

@Metric({ name: 'ours', summary: 'Score.', params: None, goal: 'maximize', needs: 'values', tasks: ['regression'] })
class MyMetric {
  score = (): number => 1;
}

class NoPlugin {}

// Names.

definePipeline({
  data,
  steps: [
    { use: 'standard-scaler' },
    // @ts-expect-error: no estimator of this name
    { use: 'svm' },
  ],
});
definePipeline({
  // @ts-expect-error: no data set of this name
  data: { use: 'whine' },
  steps: [svc],
});
definePipeline({
  data,
  // @ts-expect-error: no name at all
  steps: [{ C: 1 }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: no searcher of this name
  search: { use: 'bayes' },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a name of an inner component
  cv: { use: 'repeated', splitter: { use: 'k-folds' } },
});

// Kinds.

definePipeline({
  data,
  // @ts-expect-error: a metric is no step
  steps: [{ use: 'accuracy' }, svc],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a splitter is no metric
  metrics: [{ use: 'k-fold' }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a metric is no splitter
  cv: { use: 'accuracy' },
});
definePipeline({
  // @ts-expect-error: a learner is no objective
  objective: { use: 'svc' },
  space: { x },
});
definePipeline({
  data,
  steps: [
    {
      id: 'model',
      // @ts-expect-error: transformers or estimators, not both
      choose: [svc, { use: 'pca' }],
    },
  ],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a searcher stops nothing
  earlyStopping: [{ use: 'random' }],
});

// Parameters.

definePipeline({
  data,
  // @ts-expect-error: misspelled
  steps: [{ use: 'svc', gama: 1 }],
});
definePipeline({
  data,
  // @ts-expect-error: a parameter of another plugin
  steps: [{ use: 'standard-scaler', withCentering: true }, svc],
});
definePipeline({
  data,
  // @ts-expect-error: a text is no number
  steps: [{ use: 'svc', C: 'large' }],
});
definePipeline({
  data,
  // @ts-expect-error: no such kernel
  steps: [{ use: 'svc', kernel: 'gaussian' }],
});
definePipeline({
  data,
  // @ts-expect-error: 1 is neither true nor false
  steps: [{ use: 'standard-scaler', withMean: 1 }, svc],
});
definePipeline({
  // @ts-expect-error: no path
  data: { use: 'csv', target: 'y' },
  steps: [svc],
});
definePipeline({
  // @ts-expect-error: no such type of a column
  data: { use: 'csv', path: 'a.csv', target: 'y', columns: { zip: 'text' } },
  steps: [svc],
});
definePipeline({
  data,
  // @ts-expect-error: an estimator sees all columns
  steps: [{ use: 'svc', on: 'numeric' }],
});
definePipeline({
  data,
  // @ts-expect-error: no such type of columns
  steps: [{ use: 'standard-scaler', on: 'numbers' }, svc],
});

// Domains.

definePipeline({
  data,
  // @ts-expect-error: no such number
  steps: [{ use: 'svc', C: { tune: 'real', low: 0, high: 1 } }],
});
definePipeline({
  data,
  // @ts-expect-error: no upper bound
  steps: [{ use: 'svc', C: { tune: 'float', low: 0 } }],
});
definePipeline({
  data,
  // @ts-expect-error: misspelled
  steps: [{ use: 'svc', C: { tune: 'float', low: 0, high: 1, logarithmic: true } }],
});
definePipeline({
  data,
  // @ts-expect-error: a number is no kernel
  steps: [{ use: 'svc', kernel: float(0, 1) }],
});
definePipeline({
  data,
  // @ts-expect-error: one of the kernels does not exist
  steps: [{ use: 'svc', kernel: choice(['rbf', 'lin']) }],
});
definePipeline({
  data,
  // @ts-expect-error: one of the kernels does not exist
  steps: [{ use: 'svc', kernel: { choose: ['rbf', 'lin'] } }],
});
definePipeline({
  // @ts-expect-error: data are not tuned
  data: { use: 'csv', path: 'a.csv', target: 'y', header: { choose: [true, false] } },
  steps: [svc],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: folds are not tuned
  cv: { use: 'k-fold', splits: int(2, 9) },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: metrics are not tuned
  metrics: [{ use: 'f1', average: { choose: ['macro', 'micro'] } }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: the search is not tuned
  search: { use: 'grid', resolution: { ref: 'width' } },
});
// @ts-expect-error: a number is no domain
definePipeline({ objective: { use: 'function', name: 'f' }, space: { x: 1 } });
definePipeline({
  // @ts-expect-error: a condition names values of others
  space: { opt: choice(['a', 'b']), rate: { tune: 'float', low: 0, high: 1, when: 'opt' } },
});

// Keys of the definition.

// @ts-expect-error: no steps
definePipeline({ data });
// @ts-expect-error: no data
definePipeline({ steps: [svc] });
// @ts-expect-error: no space
definePipeline({ objective: { use: 'function', name: 'f' } });
// @ts-expect-error: nothing at all
definePipeline({});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: both forms
  objective: { use: 'function', name: 'f' },
});
definePipeline({
  objective: { use: 'function', name: 'f' },
  space: { x },
  // @ts-expect-error: metrics of an objective are names
  metrics: [{ use: 'accuracy' }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: metrics of data are plugins
  metrics: [{ name: 'score' }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: misspelled
  bugdet: { trials: 3 },
});
definePipeline({
  data,
  // @ts-expect-error: a choice needs an id
  steps: [{ choose: [svc, { use: 'ridge' }] }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: no such goal
  metrics: [{ use: 'accuracy', goal: 'higher' }],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: more accuracy is better
  metrics: [{ use: 'accuracy', goal: 'minimize' }],
});
definePipeline({
  space: { x },
  // @ts-expect-error: no such goal
  metrics: [{ name: 'cost', goal: 'minimise' }],
});

// Units and values.

definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: minutes are "m"
  budget: { time: '10min' },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: no unit
  budget: { time: '10' },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a number has no unit
  run: { timeout: 60 },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a rate has a slash before its period
  run: { rate: '10 per second' },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: there is no such aggregate
  repeats: { times: 3, aggregate: 'average' },
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a seed is a number
  seed: '42',
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: no such way
  onDuplicate: 'skip',
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: shares have names
  control: 0.1,
});

// Classes in place of names.

definePipeline({
  data,
  // @ts-expect-error: a metric is no step
  steps: [{ use: MyMetric }, svc],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: a scaler is no metric
  metrics: [{ use: MyScaler }],
});
definePipeline({
  data,
  // @ts-expect-error: no plugin at all
  steps: [{ use: NoPlugin }, svc],
});
definePipeline({
  data,
  // @ts-expect-error: a text is no number
  steps: [{ use: MyScaler, strength: 'large' }, svc],
});
definePipeline({
  data,
  // @ts-expect-error: misspelled
  steps: [{ use: MyScaler, strenght: 1 }, svc],
});
definePipeline({
  data,
  // @ts-expect-error: one of the modes does not exist
  steps: [{ use: MyScaler, mode: choice(['soft', 'loud']) }, svc],
});
definePipeline({
  data,
  steps: [svc],
  // @ts-expect-error: no parameters
  metrics: [{ use: MyMetric, share: 1 }],
});
