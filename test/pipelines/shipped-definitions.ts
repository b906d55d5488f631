// Shipped definitions as TypeScript literals.
import { definePipeline } from 'tunewright';

export const bloodPressure = definePipeline({
  name: 'blood-pressure-groups',
  description: 'Grouped rows: several visits of each patient, who is held out as a whole.',
  data: { use: 'csv', path: 'data/blood-pressure.csv', target: 'pressure', task: 'regression', groups: 'patient' },
  cv: { use: 'group-k-fold', splits: 6 },
  steps: [
    { use: 'one-hot-encoder', on: 'categorical', drop: 'if-binary' },
    { use: 'standard-scaler' },
    {
      id: 'model',
      choose: [
        { use: 'ridge', alpha: { tune: 'float', low: 0.01, high: 1000, log: true } },
        {
          use: 'svr',
          C: { tune: 'float', low: 0.1, high: 1000, log: true },
          epsilon: { tune: 'float', low: 0.01, high: 10, log: true },
        },
      ],
    },
  ],
  metrics: [{ use: 'rmse' }, { use: 'r2' }],
  search: { use: 'random' },
  budget: { trials: 40 },
  seed: 9,
});

export const electricity = definePipeline({
  name: 'electricity-time-series',
  data: { use: 'csv', path: 'data/electricity.csv', target: 'demand', task: 'regression', time: 'day' },
  cv: { use: 'time-series', splits: 8, testSize: 28, gap: 7, maxTrainSize: 182 },
  steps: [
    { use: 'one-hot-encoder', on: 'categorical', drop: 'if-binary' },
    { use: 'standard-scaler' },
    { use: 'ridge', alpha: { tune: 'float', low: 0.001, high: 10000, log: true, points: 15 } },
  ],
  metrics: [{ use: 'mae' }, { use: 'mape' }],
  search: { use: 'grid' },
});

export const narrowGrid = definePipeline({
  name: 'iris-svc-narrow-grid',
  data: { use: 'iris' },
  cv: { use: 'stratified-k-fold', splits: 5, shuffle: false },
  steps: [{ use: 'svc', C: { choose: [1, 10], ordered: true }, gamma: { choose: [0.1, 1], ordered: true } }],
  metrics: [{ use: 'accuracy' }],
  search: { use: 'grid' },
});

export const loans = definePipeline({
  name: 'loans-categories-and-gaps',
  data: { use: 'csv', path: 'data/loans.csv', target: 'repaid' },
  cv: { use: 'stratified-k-fold', splits: 5 },
  steps: [
    {
      use: 'imputer',
      on: 'numeric',
      strategy: { choose: ['mean', 'median'] },
      indicator: { choose: [false, true] },
    },
    { use: 'robust-scaler', on: ['age', 'income', 'amount', 'late_payments'] },
    { use: 'one-hot-encoder', on: 'categorical' },
    { use: 'logistic-regression', C: { tune: 'float', low: 0.001, high: 100, log: true } },
  ],
  metrics: [{ use: 'roc-auc' }, { use: 'balanced-accuracy' }, { use: 'brier' }],
  search: { use: 'random' },
  budget: { trials: 30 },
  seed: 3,
});

export const fourRows = definePipeline({
  name: 'seed-scaling-as-written',
  data: { use: 'csv', path: 'data/four-rows.csv', target: 'class' },
  cv: { use: 'predefined', folds: [-1, 0, -1, -1] },
  steps: [
    { id: 'scale', choose: [{ use: 'passthrough' }, { use: 'standard-scaler' }, { use: 'min-max-scaler' }] },
    { use: 'logistic-regression' },
  ],
  metrics: [{ use: 'accuracy' }],
  search: { use: 'grid' },
});

export const wineModels = definePipeline({
  name: 'wine-models',
  data: { use: 'wine' },
  cv: { use: 'stratified-k-fold', splits: 5 },
  steps: [
    { id: 'scale', choose: [{ use: 'standard-scaler' }, { use: 'min-max-scaler' }, { use: 'passthrough' }] },
    {
      id: 'model',
      choose: [
        {
          use: 'svc',
          kernel: { choose: ['rbf', 'linear'] },
          C: { tune: 'float', low: 0.001, high: 1000, log: true },
          gamma: { choose: ['scale', { tune: 'float', low: 0.0001, high: 10, log: true }] },
        },
        { use: 'logistic-regression', C: { tune: 'float', low: 0.0001, high: 10000, log: true } },
      ],
    },
  ],
  metrics: [{ use: 'accuracy' }],
  search: { use: 'random' },
  earlyStopping: [{ use: 'median' }],
  budget: { trials: 60 },
  seed: 7,
});
