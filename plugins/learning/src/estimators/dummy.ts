import { Estimator, TrialFailure, seeded } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Task, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { classShares, weightedMean, weightedMedian } from './constant/target-summary.js';

const STRATEGIES = {
  'most-frequent': 'classification',
  prior: 'classification',
  stratified: 'classification',
  mean: 'regression',
  median: 'regression',
} as const satisfies Record<string, Task>;
type Strategy = keyof typeof STRATEGIES;

const Params = Type.Object(
  {
    strategy: Type.Enum(['auto', ...(Object.keys(STRATEGIES) as Strategy[])], {
      default: 'auto',
      description:
        'For classes: "most-frequent" (and certain of it), "prior" (the same, with the shares of the classes as ' +
        'probabilities) or "stratified" (drawn by these shares). For numbers: "mean" or "median". ' +
        '"auto" is "prior" or "mean".',
    }),
  },
  { additionalProperties: false },
);

type State =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'most-frequent' | 'prior'; readonly shares: readonly number[] }
  | { readonly kind: 'stratified'; readonly shares: readonly number[]; readonly seed: number };

@Estimator({
  name: 'dummy',
  summary: 'Predict without looking at the features: the least that a model must beat.',
  params: Params,
  tasks: ['classification', 'regression'],
  gives: () => ['values', 'scores', 'probabilities'],
  stochastic: true,
})
export class Dummy implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(_train: Table, target: Target, { weights, random }: Training): Model {
    if (target.values.length === 0) throw new TrialFailure('invalid', 'dummy cannot be fitted on no rows at all.');
    const kind = chosen(this.params.strategy, target.task);
    if (kind === 'mean') return modelOf({ kind: 'value', value: weightedMean(target.values, weights) });
    if (kind === 'median') return modelOf({ kind: 'value', value: weightedMedian(target.values, weights) });
    const shares = classShares(target, weights);
    if (kind === 'stratified') return modelOf({ kind, shares, seed: random.below(2 ** 32) });
    return modelOf({ kind, shares });
  }

  restore(state: Json): Model {
    return modelOf(state as State);
  }
}

function chosen(strategy: Strategy | 'auto', task: Task): Strategy {
  if (strategy === 'auto') return task === 'classification' ? 'prior' : 'mean';
  if (STRATEGIES[strategy] === task) return strategy;
  const allowed = Object.entries(STRATEGIES).filter(([, its]) => its === task);
  const names = allowed.map(([name]) => `"${name}"`).join(', ');
  throw new TrialFailure('invalid', `The strategy "${strategy}" of dummy is not for ${task}. Use one of ${names}.`);
}

function modelOf(state: State): Model {
  const toJSON = (): Json => state;
  if (state.kind === 'value') return { predict: ({ length }) => new Float64Array(length).fill(state.value), toJSON };
  const { shares } = state;
  const most = shares.indexOf(Math.max(...shares));
  // The draws start anew at each call, so that classes, scores and probabilities of the same rows agree.
  const predict = ({ length }: Table): Float64Array =>
    state.kind === 'stratified' ? drawn(shares, length, state.seed) : new Float64Array(length).fill(most);
  const probabilities = (rows: Table): Float64Array =>
    state.kind === 'prior' ? repeated(shares, rows.length) : oneHot(predict(rows), shares.length);
  const scores = (rows: Table): Float64Array => {
    const found = probabilities(rows);
    return shares.length === 2 ? found.filter((_, i) => i % 2 === 1) : found;
  };
  return { predict, scores, probabilities, toJSON };
}

function repeated(shares: readonly number[], length: number): Float64Array {
  return Float64Array.from({ length: length * shares.length }, (_, i) => shares[i % shares.length] as number);
}

function drawn(shares: readonly number[], length: number, seed: number): Float64Array {
  const random = seeded(seed);
  const last = shares.findLastIndex((share) => share > 0);
  return new Float64Array(length).map(() => {
    let left = random.next();
    const found = shares.findIndex((share) => (left -= share) < 0);
    // Rounding may leave a hair of 1 to no class.
    return found === -1 ? last : found;
  });
}

function oneHot(labels: Float64Array, classes: number): Float64Array {
  const probabilities = new Float64Array(labels.length * classes);
  labels.forEach((label, row) => (probabilities[row * classes + label] = 1));
  return probabilities;
}
