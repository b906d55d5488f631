// Every plugin of every package keeps the contract of its kind, also with parameters other than the defaults.
import { FUNCTIONS, manifestOf, provide, Registry, type Manifest, type Task } from '@tunewright/core';
import { contract, type ContractOptions } from '@tunewright/core/testing';
import { executors } from '@tunewright/executors';
import { learning } from '@tunewright/learning';
import { monitors, OUTPUT, TERMINAL, type TerminalStream } from '@tunewright/monitors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { stores } from '@tunewright/stores';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, it } from 'vitest';
import { json, serve } from '../support/score-server.js';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sink = (isTTY: boolean): TerminalStream => ({ isTTY, columns: 80, write: () => true });
const watching = (isTTY: boolean): ContractOptions => ({
  services: [provide(TERMINAL, sink(isTTY)), provide(OUTPUT, sink(isTTY))],
});
const withParams = (...variants: readonly Readonly<Record<string, unknown>>[]): ContractOptions[] =>
  variants.map((params) => ({ params }));
const dummy = (strategy: string, task: Task): ContractOptions => ({ params: { strategy }, task, constant: true });
const scores = await serve((response, { body }) => json(response, { score: body.parameters['x'] }));
afterAll(() => scores.close());
const bowl = ({ x }: { readonly x: number }): number => x ** 2;

/** What a plugin needs, or is tried with beside its defaults. */
const variants: Readonly<Record<string, readonly ContractOptions[]>> = {
  'data-set csv': withParams(
    { path: beside('../../plugins/learning/data/iris.csv'), target: 'class' },
    {
      path: beside('./houses.csv'),
      target: 'price',
      time: 'sold',
      groups: 'town',
      weights: 'weight',
      columns: { street: 'ignore' },
      decimal: ',',
    },
  ),
  'transformer imputer': withParams(
    {},
    { strategy: 'median', indicator: true },
    { strategy: 'most-frequent' },
    { strategy: 'constant', fillValue: -1 },
  ),
  'transformer normalizer': withParams({}, { norm: 'l1' }, { norm: 'max' }),
  'transformer one-hot-encoder': withParams({}, { drop: 'first' }, { drop: 'if-binary', missing: 'ignore' }),
  'transformer ordinal-encoder': withParams({}, { unknownValue: 99 }),
  'transformer pca': withParams({}, { components: 1, whiten: true }, { components: 0.9 }),
  'transformer power-transformer': withParams({}, { standardize: false }),
  'transformer quantile-transformer': withParams({}, { output: 'normal', quantiles: 5 }),
  'transformer select-k-best': [
    ...withParams({}, { k: 1 }, { score: 'mutual-information', k: 0.5 }),
    { params: { k: 1 }, task: 'regression' },
    { params: { score: 'mutual-information', k: 2 }, task: 'regression' },
  ],
  'transformer variance-threshold': withParams({}, { threshold: 0.1 }),
  'scaler min-max-scaler': withParams({}, { low: -1, high: 1, clip: true }),
  'scaler robust-scaler': withParams(
    {},
    { withCentering: false, unitVariance: true },
    { withScaling: false },
    { lowQuantile: 0.1, highQuantile: 0.6 },
  ),
  'scaler standard-scaler': withParams({}, { withMean: false }, { withStd: false }),
  'splitter k-fold': [{}, { params: { shuffle: false, splits: 7 } }, { task: 'regression' }],
  'splitter stratified-k-fold': withParams({}, { shuffle: false, splits: 7 }),
  'splitter group-k-fold': [{}, { params: { shuffle: false, splits: 7 } }, { task: 'regression' }],
  'splitter predefined': [{ rows: 60, params: { folds: Array.from({ length: 60 }, (_, row) => (row % 4) - 1) } }],
  'splitter repeated': [{ registry: new Registry().register(learning, '@tunewright/learning') }],
  'splitter shuffle-split': [{}, { params: { stratify: false, splits: 1 } }, { task: 'regression' }],
  'splitter stratified-group-k-fold': withParams({}, { shuffle: false, splits: 4 }),
  'splitter time-series': [{}, { params: { gap: 2, testSize: 3, maxTrainSize: 9 } }, { task: 'regression' }],
  'splitter hold-out': [{}, { params: { shuffle: false, stratify: false } }, { task: 'regression' }],
  'metric average-precision': withParams({}, { average: 'weighted' }),
  'metric f1': withParams({}, { average: 'weighted' }, { average: 'micro', zeroDivision: 0 }),
  'metric precision': withParams({}, { average: 'weighted' }, { average: 'micro', zeroDivision: 0 }),
  'metric recall': withParams({}, { average: 'weighted' }, { average: 'micro', zeroDivision: 0 }),
  'metric roc-auc': withParams({}, { average: 'weighted' }),
  'estimator dummy': [
    { constant: true },
    ...['most-frequent', 'prior', 'stratified'].map((strategy) => dummy(strategy, 'classification')),
    ...['mean', 'median'].map((strategy) => dummy(strategy, 'regression')),
  ],
  'estimator logistic-regression': withParams(
    {},
    { penalty: 'l1' },
    { penalty: 'elastic-net' },
    { penalty: 'none' },
    { fitIntercept: false, C: 0.1 },
    { classWeight: 'balanced' },
  ),
  'estimator ridge': withParams({}, { alpha: 0 }, { alpha: 10, fitIntercept: false }),
  'estimator lasso': withParams({ alpha: 0.1 }, { alpha: 0.01, fitIntercept: false }),
  'estimator elastic-net': withParams({ alpha: 0.1 }, { alpha: 0.1, l1Ratio: 0 }, { alpha: 0.1, l1Ratio: 1 }),
  'estimator gaussian-naive-bayes': withParams({}, { varSmoothing: 0 }),
  'estimator k-nearest-neighbors': withParams({}, { p: 1 }, { p: 3 }, { weights: 'distance' }, { neighbors: 1 }),
  'estimator svc': withParams(
    {},
    { kernel: 'linear', classWeight: 'balanced' },
    { kernel: 'poly', degree: 2, coef0: 1 },
    { kernel: 'sigmoid', gamma: 0.01 },
    { probability: true, gamma: 'auto' },
  ),
  'estimator svr': withParams(
    {},
    { kernel: 'linear', epsilon: 0 },
    { kernel: 'poly', degree: 2, coef0: 1 },
    { gamma: 'auto' },
  ),
  'estimator decision-tree': [
    ...withParams({}, { maxFeatures: 'sqrt', minSamplesLeaf: 2 }, { maxDepth: 3, maxFeatures: 0.7 }),
    { params: { criterion: 'entropy', classWeight: 'balanced' }, task: 'classification' },
    { params: { criterion: 'squared-error', minImpurityDecrease: 0.01 }, task: 'regression' },
  ],
  'estimator random-forest': [
    ...withParams({ trees: 10 }, { trees: 10, maxFeatures: 'log2' }, { trees: 10, bootstrap: false, maxFeatures: 0.5 }),
    { params: { trees: 10, criterion: 'entropy', classWeight: 'balanced' }, task: 'classification' },
  ],
  'objective command': [
    { params: { run: ['sh', '-c', 'echo {x}'] }, parameters: { x: 2 } },
    { params: { run: ['echo 3 | grep {x}'], shell: true, score: { regex: '(\\d+)' } }, parameters: { x: 3 } },
    { params: { run: ['cat'], stdin: 'parameters' }, parameters: { loss: 2 } },
  ],
  'objective function': [
    { params: { name: 'bowl' }, parameters: { x: 2 }, services: [provide(FUNCTIONS, { bowl })] },
    {
      params: { name: 'scores' },
      services: [provide(FUNCTIONS, { scores: async () => Promise.resolve({ loss: 1, accuracy: 0.5 }) })],
    },
  ],
  'objective http': [{ params: { url: scores.url }, parameters: { x: 2 } }],
  'objective module': [{ params: { path: beside('./bowl.mjs') }, parameters: { x: 2 } }],
  'searcher grid': withParams({ resolution: 3 }, { resolution: 1 }),
  'stopper median': withParams({}, { startup: 1, warmup: 0 }),
  'monitor terminal': [watching(true), watching(false), { ...watching(true), params: { details: true } }],
  'monitor json-lines': [watching(false)],
  'store journal': withParams({}, { sync: true }),
};

const plugins = [...executors, ...learning, ...monitors, ...objectives, ...search, ...stores].map((target) => {
  const { kind, name } = manifestOf(target) as Manifest;
  return { title: `${kind} ${name}`, target };
});

describe.each(plugins)('$title', ({ title, target }) => {
  const tried = variants[title] ?? [{}];
  describe.each(tried.map((options) => ({ options, given: JSON.stringify(options.params ?? {}) })))(
    'with $given',
    ({ options }) => {
      for (const { name, check } of contract(target, options)) it(name, check);
    },
  );
});
