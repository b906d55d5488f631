// A few plugins that declare everything and do nothing, for tests of the definition.
import {
  DataSet,
  Estimator,
  Executor,
  Metric,
  Objective,
  Registry,
  Scaler,
  Searcher,
  Splitter,
  Stopper,
  Store,
  Transformer,
} from '@tunewright/core';
import Type, { type Static, type TObject } from 'typebox';
import { componentOf } from '../../../core/src/plugin/component-schema.js';

const closed = { additionalProperties: false };
const Nothing = Type.Object({}, closed);

/** A class whose methods are never called; the decorator sees only what it needs. */
function idle(): never {
  throw new Error('Plugins of these tests never run.');
}
class Idle<P = object> {
  constructor(readonly params: P) {}
  readonly fit = idle;
  readonly restore = idle;
  readonly load = idle;
  readonly split = idle;
  readonly score = idle;
  readonly ask = idle;
  readonly tell = idle;
  readonly save = idle;
  readonly observe = idle;
  readonly rule = idle;
  readonly open = idle;
  readonly list = idle;
  readonly evaluate = idle;
}
const idleClass = <S extends TObject>(_: S) => class extends Idle<Static<S>> {};

const Svc = Type.Object(
  {
    C: Type.Number({ exclusiveMinimum: 0, default: 1 }),
    kernel: Type.Enum(['rbf', 'linear', 'poly', 'sigmoid'], { default: 'rbf' }),
    gamma: Type.Union([Type.Enum(['scale', 'auto']), Type.Number({ exclusiveMinimum: 0 })], {
      default: 'scale',
      activeWhen: { kernel: ['rbf', 'poly', 'sigmoid'] },
    }),
    degree: Type.Integer({ minimum: 1, default: 3, activeWhen: { kernel: ['poly'] } }),
    probability: Type.Boolean({ default: false }),
  },
  closed,
);
const svc = idleClass(Svc);
Estimator({
  name: 'svc',
  summary: 'Support vectors.',
  params: Svc,
  tasks: ['classification'],
  gives: ({ probability }) => (probability ? ['scores', 'probabilities'] : ['scores']),
  onRequest: { probabilities: 'probability' },
  stochastic: false,
})(svc);

const Net = Type.Object(
  {
    layers: Type.Array(
      Type.Union([
        Type.Object({ type: Type.Literal('dense'), units: Type.Integer({ minimum: 1 }) }, closed),
        Type.Object(
          { type: Type.Literal('dropout'), rate: Type.Number({ minimum: 0, maximum: 0.9, default: 0.5 }) },
          closed,
        ),
      ]),
      { minItems: 1 },
    ),
    optimizer: Type.Object({ rate: Type.Number({ exclusiveMinimum: 0, default: 0.1 }) }, { ...closed, default: {} }),
  },
  closed,
);
const net = idleClass(Net);
Estimator({
  name: 'small-net',
  summary: 'Layers.',
  params: Net,
  tasks: ['classification'],
  gives: () => ['probabilities'],
  stochastic: true,
})(net);

const Ridge = Type.Object({ alpha: Type.Number({ minimum: 0, default: 1 }) }, closed);
const ridge = idleClass(Ridge);
Estimator({
  name: 'ridge',
  summary: 'Linear.',
  params: Ridge,
  tasks: ['regression'],
  gives: () => [],
  stochastic: false,
})(ridge);

const Bagging = Type.Object(
  { base: componentOf('estimator', { default: { use: 'svc' } }), rounds: Type.Integer({ minimum: 1, default: 10 }) },
  closed,
);
const bagging = idleClass(Bagging);
Estimator({
  name: 'bagging',
  summary: 'Many of one.',
  params: Bagging,
  tasks: ['classification'],
  gives: () => [],
  stochastic: true,
})(bagging);

const Standard = Type.Object(
  { withMean: Type.Boolean({ default: true }), withStd: Type.Boolean({ default: true }) },
  closed,
);
const standard = idleClass(Standard);
Scaler({ name: 'standard-scaler', summary: 'Zero mean.', params: Standard })(standard);
const MinMax = Type.Object({ low: Type.Number({ default: 0 }), high: Type.Number({ default: 1 }) }, closed);
const minMax = idleClass(MinMax);
Scaler({ name: 'min-max-scaler', summary: 'Unit range.', params: MinMax })(minMax);
const passthrough = idleClass(Nothing);
Transformer({ name: 'passthrough', summary: 'Nothing.', params: Nothing })(passthrough);

const iris = idleClass(Nothing);
DataSet({ name: 'iris', summary: 'Flowers.', params: Nothing })(iris);

const Folds = Type.Object(
  { splits: Type.Integer({ minimum: 2, default: 5 }), shuffle: Type.Boolean({ default: true }) },
  closed,
);
const kFold = idleClass(Folds);
Splitter({ name: 'k-fold', summary: 'Folds.', params: Folds })(kFold);
const stratified = idleClass(Folds);
Splitter({ name: 'stratified-k-fold', summary: 'Folds alike.', params: Folds })(stratified);

const accuracy = idleClass(Nothing);
Metric({
  name: 'accuracy',
  summary: 'Share right.',
  params: Nothing,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})(accuracy);
const logLoss = idleClass(Nothing);
Metric({
  name: 'log-loss',
  summary: 'Surprise.',
  params: Nothing,
  goal: 'minimize',
  needs: 'probabilities',
  tasks: ['classification'],
})(logLoss);
const squared = idleClass(Nothing);
Metric({
  name: 'mean-squared-error',
  summary: 'Squares.',
  params: Nothing,
  goal: 'minimize',
  needs: 'values',
  tasks: ['regression'],
})(squared);

const random = idleClass(Nothing);
Searcher({ name: 'random', summary: 'Draws.', params: Nothing })(random);
const Grid = Type.Object({ resolution: Type.Optional(Type.Integer({ minimum: 2 })) }, closed);
const grid = idleClass(Grid);
Searcher({ name: 'grid', summary: 'All.', params: Grid })(grid);
const Median = Type.Object({ warmup: Type.Integer({ minimum: 0, default: 5 }) }, closed);
const median = idleClass(Median);
Stopper({ name: 'median', summary: 'Worse than half.', params: Median, reads: 'folds' })(median);

const inline = idleClass(Nothing);
Executor({ name: 'inline', summary: 'Here.', params: Nothing })(inline);
const Journal = Type.Object({ directory: Type.String({ default: './studies' }) }, closed);
const journal = idleClass(Journal);
Store({ name: 'journal', summary: 'Lines.', params: Journal })(journal);

const Call = Type.Object({ name: Type.String({ default: 'objective' }), scale: Type.Number({ default: 1 }) }, closed);
const call = idleClass(Call);
Objective({ name: 'function', summary: 'A function.', params: Call })(call);

export function testRegistry(): Registry {
  const classes = [
    ...[svc, net, ridge, bagging, standard, minMax, passthrough, iris, kFold, stratified, accuracy, logLoss, squared],
    ...[random, grid, median, inline, journal, call],
  ];
  return new Registry().register(classes, 'the tests');
}
