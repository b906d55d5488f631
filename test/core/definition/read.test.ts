import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../core/src/definition/parse.js';
import { readDefinition } from '../../../core/src/definition/read.js';
import { testRegistry } from './plugins.js';

const registry = testRegistry();
const WINE = `{
  // Comments are allowed, and trailing commas.
  "name": "iris-svc",
  "data": { "use": "iris" },
  "cv": { "use": "stratified-k-fold", "splits": 3 },
  "steps": [
    { "id": "scale", "choose": [
      { "use": "standard-scaler" },
      { "use": "min-max-scaler", "high": { "tune": "float", "low": 1, "high": 2 } },
      { "use": "passthrough", "id": "none" } ] },
    { "use": "svc",
      "degree": { "tune": "int", "low": 2, "high": 5 },
      "kernel": { "choose": ["rbf", "poly", "linear"] },
      "C": { "tune": "float", "low": 0.001, "high": 1000, "log": true },
      "gamma": { "choose": ["scale", { "tune": "float", "low": 0.0001, "high": 10, "log": true }] },
      "probability": true }
  ],
  "metrics": [{ "use": "accuracy" }, { "use": "log-loss" }],
  "search": { "use": "random" },
  "earlyStopping": [{ "use": "median" }],
  "budget": { "trials": 50, "time": "10m" },
  "start": [{ "scale": "none", "svc.kernel": "linear", "svc.C": 1 }],
  "seed": 42,
  "run": { "concurrency": 2, "timeout": "1.5m", },
}`;

describe('a learning study', () => {
  const pipeline = readDefinition(parseDefinition(WINE), registry);

  it('has its parts', () => {
    expect(pipeline).toMatchObject({ name: 'iris-svc', kind: 'learning', seed: 42, lag: 2 });
    expect(pipeline.data).toEqual({ use: 'iris' });
    expect(pipeline.splitter).toEqual({ use: 'stratified-k-fold', splits: 3, shuffle: true });
    expect(pipeline.metrics.map(({ info }) => info)).toEqual([
      { name: 'accuracy', goal: 'maximize', objective: true },
      { name: 'log-loss', goal: 'minimize', objective: false },
    ]);
    expect(pipeline.metrics[1]).toMatchObject({ component: { use: 'log-loss' }, needs: 'probabilities' });
    expect(pipeline.stoppers).toEqual([{ id: 'median', component: { use: 'median', warmup: 5 }, reads: 'folds' }]);
    expect(pipeline.budget).toEqual({ trials: 50, milliseconds: 600_000, cost: Infinity });
    expect(pipeline.run).toEqual({
      concurrency: 2,
      timeout: 90_000,
      order: 'deterministic',
      monitors: [],
      executor: { use: 'inline' },
    });
    expect(pipeline.start).toHaveLength(1);
  });

  it('names parameters in the order of the definition', () => {
    expect(pipeline.parameters).toEqual([
      'scale',
      'scale.minMaxScaler.high',
      'svc.degree',
      'svc.kernel',
      'svc.C',
      'svc.gamma',
    ]);
  });

  it('knows what is active when', () => {
    expect(pipeline.space.has({ scale: 'none', 'svc.kernel': 'linear', 'svc.C': 1 })).toBe(true);
    expect(pipeline.space.has({ scale: 'none', 'svc.kernel': 'linear', 'svc.C': 1, 'svc.gamma': 1 })).toBe(false);
    const poly = { scale: 'minMaxScaler', 'scale.minMaxScaler.high': 1.5, 'svc.kernel': 'poly', 'svc.C': 1 };
    expect(pipeline.space.has({ ...poly, 'svc.gamma': 'scale', 'svc.degree': 2 })).toBe(true);
  });

  it('resolves steps', () => {
    const resolve = (configuration: object) => pipeline.steps.map((step) => step.resolve(configuration as never));
    const [scale, svc] = resolve({ scale: 'none', 'svc.kernel': 'linear', 'svc.C': 7 });
    expect(scale).toEqual({
      id: 'scale',
      kind: 'transformer',
      component: { use: 'passthrough' },
      key: '{"use":"passthrough"}',
    });
    expect(svc).toEqual({
      id: 'svc',
      kind: 'estimator',
      component: { use: 'svc', C: 7, kernel: 'linear', gamma: 'scale', degree: 3, probability: true },
      key: '{"C":7,"degree":3,"gamma":"scale","kernel":"linear","probability":true,"use":"svc"}',
    });
    const [other] = resolve({
      scale: 'minMaxScaler',
      'scale.minMaxScaler.high': 2,
      'svc.kernel': 'rbf',
      'svc.C': 7,
      'svc.gamma': 3,
    });
    expect(other).toMatchObject({ kind: 'scaler', component: { use: 'min-max-scaler', low: 0, high: 2 } });
  });

  it('has a full form that reads as itself', () => {
    const again = readDefinition(JSON.parse(JSON.stringify(pipeline.definition)), registry);
    expect(again.definition).toEqual(pipeline.definition);
    expect(again.identity).toBe(pipeline.identity);
    expect(again.parameters).toEqual(pipeline.parameters);
  });
});
