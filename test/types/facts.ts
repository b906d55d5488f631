// What a kind must declare beside name, summary and parameters.
import {
  Diagnosis,
  Estimator,
  Metric,
  Scaler,
  Stopper,
  type DiagnosisPlugin,
  type EstimatorPlugin,
  type MetricPlugin,
  type ScalerPlugin,
  type StopperPlugin,
} from '@tunewright/core';
import Type from 'typebox';

const Params = Type.Object({ probability: Type.Boolean({ default: false }) }, { additionalProperties: false });
const base = { name: 'some', summary: 'Compile or fail.', params: Params } as const;

type Class<T> = new () => T;
declare const estimator: Class<EstimatorPlugin>;
declare const metric: Class<MetricPlugin>;
declare const scaler: Class<ScalerPlugin>;
declare const stopper: Class<StopperPlugin>;
declare const diagnosis: Class<DiagnosisPlugin>;

Scaler(base)(scaler);
Metric({ ...base, goal: 'maximize', needs: 'values', tasks: ['regression'] })(metric);
Estimator({
  ...base,
  tasks: ['classification'],
  gives: (params) => (params.probability ? ['probabilities'] : []),
  onRequest: { probabilities: 'probability' },
  stochastic: false,
})(estimator);
Stopper({ ...base, reads: 'folds' })(stopper);
Diagnosis({ ...base, code: 'some', phase: 'data' })(diagnosis);

// @ts-expect-error: no goal
Metric({ ...base, needs: 'values', tasks: ['regression'] })(metric);
// @ts-expect-error: no such need
Metric({ ...base, goal: 'maximize', needs: 'votes', tasks: ['regression'] })(metric);
// @ts-expect-error: no such goal
Metric({ ...base, goal: 'higher', needs: 'values', tasks: ['regression'] })(metric);
// @ts-expect-error: does not say whether it is stochastic
Estimator({ ...base, tasks: ['classification'], gives: () => [] })(estimator);
// @ts-expect-error: there is no parameter `probable`
Estimator({ ...base, tasks: ['classification'], gives: (p) => (p.probable ? [] : []), stochastic: true })(estimator);
// @ts-expect-error: no such task
Estimator({ ...base, tasks: ['ranking'], gives: () => [], stochastic: true })(estimator);
// @ts-expect-error: does not say what its curve runs over
Stopper(base)(stopper);
// @ts-expect-error: no such curve
Stopper({ ...base, reads: 'trials' })(stopper);
// @ts-expect-error: no code
Diagnosis({ ...base, phase: 'data' })(diagnosis);
// @ts-expect-error: no such phase
Diagnosis({ ...base, code: 'some', phase: 'later' })(diagnosis);
// @ts-expect-error: a fact of another kind
Scaler({ ...base, goal: 'maximize' })(scaler);
// @ts-expect-error: misspelled
Scaler({ ...base, sumary: 'Fail.' })(scaler);
// @ts-expect-error: no name
Scaler({ summary: 'Fail.', params: Params })(scaler);
// @ts-expect-error: no summary
Scaler({ name: 'some', params: Params })(scaler);
// @ts-expect-error: no parameters
Scaler({ name: 'some', summary: 'Fail.' })(scaler);
