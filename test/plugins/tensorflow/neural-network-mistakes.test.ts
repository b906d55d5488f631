// What does not fit is told before anything is trained, with the layer's name and what to do.
import { TrialFailure, type Table, type Target } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { made, networkOf, recorder } from './networks.js';

type Params = NonNullable<Parameters<typeof networkOf>[0]>;

async function failureOf(params: Params, data: { features: Table; target: Target }): Promise<TrialFailure> {
  try {
    await networkOf(params).fit(data.features, data.target, recorder());
  } catch (error) {
    expect(error).toBeInstanceOf(TrialFailure);
    return error as TrialFailure;
  }
  throw new Error('Nothing was found wrong.');
}

const three = made(30, 16, 3);
const two = made(30, 16, 2);
const numbers = { ...two, target: { task: 'regression', classes: [], values: two.target.values } as Target };
const softmax = { units: 3, activation: 'softmax' } as const;

describe('shapes', () => {
  it.each<{ what: string; params: Params; says: RegExp }>([
    {
      what: 'a convolution of flat rows',
      params: { layers: [{ type: 'conv2d', filters: 4 }] },
      says: /^Layer "conv2d-1" needs rows of shape \[height, width, channels\].* gets flat rows of 16 values\. Say "inputShape"/,
    },
    {
      what: 'a convolution after flatten',
      params: { inputShape: [16, 1], layers: [{ type: 'flatten' }, { type: 'conv1d', filters: 4 }] },
      says: /^Layer "conv1d-1" needs .* put "flatten" only after the last convolution\.$/,
    },
    {
      what: 'a convolution of other dimensions',
      params: { inputShape: [16, 1], layers: [{ type: 'conv2d', filters: 4 }] },
      says: /^Layer "conv2d-1" needs .* gets \[16, 1\]\. Change "inputShape"/,
    },
    {
      what: 'pooling of flat rows',
      params: { layers: [{ type: 'max-pooling' }] },
      says: /^Layer "max-pooling-1" needs .*flat rows of 16 values\. Put it after a convolution/,
    },
    {
      what: 'a pooling window larger than its input',
      params: {
        inputShape: [4, 4, 1],
        layers: [{ type: 'max-pooling' }, { type: 'max-pooling' }, { type: 'max-pooling' }],
      },
      says: /^Layer "max-pooling-3" has a window of 2, which is larger than its input of 1 × 1\. Lower "size"/,
    },
    {
      what: 'a convolution window larger than its input',
      params: { inputShape: [2, 8, 1], layers: [{ type: 'conv2d', filters: 2 }] },
      says: /^Layer "conv2d-1" has a window of 3, .* 2 × 8\. Lower "kernelSize"/,
    },
    {
      what: 'an output layer on what is not flat',
      params: { inputShape: [4, 4, 1], layers: [{ type: 'conv2d', filters: 2 }] },
      says: /^The output layer needs flat rows, but gets \[2, 2, 2\]\. Add \{ "type": "flatten" \}/,
    },
    {
      what: 'rows of another length',
      params: { inputShape: [8, 8, 1] },
      says: /^"inputShape" \[8,8,1\] is a row of 64 values, but the rows have 16 columns\./,
    },
    {
      what: 'two layers of one name',
      params: {
        layers: [
          { type: 'dense', units: 2, id: 'a' },
          { type: 'dense', units: 2, id: 'a' },
        ],
      },
      says: /^Two layers are called "a"\./,
    },
  ])('$what', async ({ params, says }) => {
    const failure = await failureOf(params, three);
    expect(failure.message).toMatch(says);
    expect(failure.reason).toBe('invalid');
  });
});

describe('output and loss', () => {
  const mistake = /say "allow": \["label-output-mismatch"\]/;
  it.each<{ what: string; data: typeof three; params: Params; says: RegExp; runs: boolean }>([
    {
      what: 'one sigmoid unit with binary cross-entropy on three classes',
      data: three,
      params: { output: { units: 1, activation: 'sigmoid' }, loss: 'binary-cross-entropy' },
      says: /^One sigmoid unit with binary-cross-entropy tells two classes apart, but the target has 3 classes: .* Use 3 softmax units with categorical-cross-entropy\./,
      runs: true,
    },
    {
      what: 'softmax with binary cross-entropy',
      data: three,
      params: { output: softmax, loss: 'binary-cross-entropy' },
      says: /"binary-cross-entropy" does not belong to "softmax" outputs: use "categorical-cross-entropy"/,
      runs: true,
    },
    {
      what: 'sigmoids with categorical cross-entropy',
      data: three,
      params: { output: { units: 3, activation: 'sigmoid' }, loss: 'categorical-cross-entropy' },
      says: /use "binary-cross-entropy"/,
      runs: true,
    },
    {
      what: 'one softmax unit',
      data: two,
      params: { output: { units: 1, activation: 'softmax' } },
      says: /always says 1/,
      runs: true,
    },
    {
      what: 'outputs that are no probabilities',
      data: three,
      params: { output: { activation: 'tanh' } },
      says: /"tanh" gives no probabilities: use "softmax"/,
      runs: true,
    },
    {
      what: 'a loss for numbers on classes',
      data: three,
      params: { loss: 'huber' },
      says: /"huber" is for numbers, but the target has 3 classes/,
      runs: true,
    },
    {
      what: 'a loss for classes on numbers',
      data: numbers,
      params: { loss: 'categorical-cross-entropy' },
      says: /is for classes, but the target is of numbers: use "mean-squared-error"/,
      runs: true,
    },
    {
      what: 'bounded outputs for numbers',
      data: numbers,
      params: { output: { activation: 'sigmoid' } },
      says: /"sigmoid" cannot give every number/,
      runs: true,
    },
  ])('$what', async ({ data, params, says, runs }) => {
    const failure = await failureOf(params, data);
    expect(failure.message).toMatch(says);
    expect(failure.message).toMatch(mistake);
    const model = networkOf({ ...params, epochs: 2, allow: ['label-output-mismatch'] });
    const fit = model.fit(data.features, data.target, recorder());
    if (runs) expect((await fit).predict(data.features)).toHaveLength(30);
    else await expect(fit).rejects.toThrow();
  });

  it('the mistake, run on purpose, never predicts the third class', async () => {
    const params: Params = { output: { units: 1, activation: 'sigmoid' }, loss: 'binary-cross-entropy', epochs: 30 };
    const context = recorder();
    const allow: Params['allow'] = ['label-output-mismatch'];
    const model = await networkOf({ ...params, allow }).fit(three.features, three.target, context);
    expect(new Set(model.predict(three.features))).not.toContain(2);
    // A label of 2 has no business in a cross-entropy.
    expect(context.reports.at(-1)?.['loss']).toBeLessThan(0);
  });

  it.each([
    {
      what: 'too many units for classes',
      data: three,
      units: 5,
      says: /has 5 units, but the target is of 3 classes\. Give it 1 or 3/,
    },
    {
      what: 'several units for numbers',
      data: numbers,
      units: 2,
      says: /has 2 units, but the target is of numbers\. Give it 1/,
    },
  ])('$what, even if mistakes are allowed', async ({ data, units, says }) => {
    expect((await failureOf({ output: { units }, allow: ['label-output-mismatch'] }, data)).message).toMatch(says);
  });
});

describe('data', () => {
  const column = { ...three.features.columns[0], name: 'color', type: 'categorical', categories: ['red'] } as const;
  const withValue = (value: number): Table => ({
    ...three.features,
    values: three.features.values.map((x, i) => (i === 17 ? value : x)),
  });
  it.each<{ what: string; params?: Params; features?: Table; target?: Target; says: RegExp }>([
    {
      what: 'categories',
      features: { ...three.features, columns: [column, ...three.features.columns.slice(1)] },
      says: /"color" holds categories\. Put "one-hot-encoder" before it/,
    },
    { what: 'missing values', features: withValue(Number.NaN), says: /"x1": it has missing values\. Put "imputer"/ },
    {
      what: 'values beyond single precision',
      features: withValue(1e300),
      says: /"x1": it has values that are too large/,
    },
    {
      what: 'a single class',
      target: { ...three.target, values: three.target.values.map(() => 1) },
      says: /two classes or more, but found one/,
    },
    {
      what: 'weights of an unknown class',
      params: { classWeights: { aa: 2 } },
      says: /names "aa", which is no class\. Did you mean "a"/,
    },
    {
      what: 'class weights for numbers',
      params: { classWeights: 'balanced' },
      target: numbers.target,
      says: /"classWeights" is for classes/,
    },
    {
      what: 'too few rows to hold out',
      params: { validation: { share: 0.001 } },
      says: /holds out none of 30 training rows/,
    },
  ])('$what', async ({ params = {}, features = three.features, target = three.target, says }) => {
    const failure = await failureOf(params, { features, target });
    expect(failure.message).toMatch(says);
    expect(failure.reason).toBe('invalid');
  });

  it('weights that are all 0', async () => {
    const weights = new Float64Array(30);
    await expect(networkOf().fit(three.features, three.target, recorder({ weights }))).rejects.toThrow(/weight 0/);
  });
});
