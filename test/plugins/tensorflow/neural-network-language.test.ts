// Networks as definitions describe them: parameters by name, copies with numbers of their own, mistakes with a place.
import { isProblem, readDefinition } from '@tunewright/core';
import { tensorflow } from '@tunewright/tensorflow';
import { batteries, createStudy } from 'tunewright';
import { expect, it } from 'vitest';

const registry = batteries().copy().register(tensorflow, '@tunewright/tensorflow');
const withStep = (step: object) => ({
  data: { use: 'iris' },
  cv: { use: 'hold-out' },
  steps: [{ use: 'standard-scaler' }, { use: 'neural-network', epochs: 1, ...step }],
  metrics: [{ use: 'accuracy' }],
});

const units = { tune: 'int', low: 2, high: 9 };
const block = (vary: string) => ({
  layers: [{ id: 'deep', repeat: { choose: [1, 3] }, vary, layers: [{ type: 'dense', units, id: 'sum' }] }],
});

it.each([
  { vary: 'shared', most: 1 },
  { vary: 'each', most: 3 },
])('tunes the numbers of the copies of a block: $vary', async ({ vary, most }) => {
  const definition = { ...withStep(block(vary)), search: { use: 'random' }, budget: { trials: 6 }, seed: 1 };
  const study = await createStudy(definition, { registry });
  const layers = new Set<string>();
  const tuned = new Set<string>();
  const failures: string[] = [];
  study.events$.subscribe((event) => {
    if (event.type === 'trial-proposed') Object.keys(event.configuration).forEach((name) => tuned.add(name));
    if (event.type === 'reported') Object.keys(event.values).forEach((name) => layers.add(name));
    if (event.type === 'trial-failed') failures.push(event.failure.message);
  });
  await study.run();
  expect(failures).toEqual([]);
  expect([...layers].filter((name) => /^gradient-norm\/deep-/.test(name)).sort()).toEqual(
    [1, 2, 3].map((copy) => `gradient-norm/deep-${copy}-sum`),
  );
  expect([...tuned].filter((name) => name.endsWith('units'))).toHaveLength(most);
});

it.each([
  {
    what: 'a layer of an unknown type',
    step: { layers: [{ type: 'dens', units: 3 }] },
    says: /\/steps\/1\/layers\/0\/type.*Did you mean "dense"/,
  },
  { what: 'a layer without type', step: { layers: [{ units: 3 }] }, says: /\/steps\/1\/layers\/0/ },
  {
    what: 'a key that a layer does not have',
    step: { layers: [{ type: 'flatten', units: 3 }] },
    says: /\/steps\/1\/layers\/0\/units/,
  },
  {
    what: 'a number out of bounds',
    step: { layers: [{ type: 'dropout', rate: 1 }] },
    says: /\/steps\/1\/layers\/0\/rate/,
  },
  {
    what: 'a layer inside a block',
    step: { layers: [{ id: 'deep', repeat: 2, layers: [{ type: 'dense', unit: 3 }] }] },
    says: /\/steps\/1\/layers\/0\/layers\/0\/unit.*Did you mean "units"/,
  },
  {
    what: 'an unknown optimizer',
    step: { optimizer: { type: 'adan' } },
    says: /\/steps\/1\/optimizer\/type.*Did you mean "adam"/,
  },
])('says where the mistake is: $what', ({ step, says }) => {
  const complaints = () => readDefinition(withStep(step), registry);
  expect(complaints).toThrow(says);
  try {
    complaints();
  } catch (error) {
    expect(isProblem(error) && error.complaints.length).toBeLessThanOrEqual(2);
  }
});
