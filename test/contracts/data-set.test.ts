import type { Data } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves } from './proof.js';

const good = (): Data => ({
  features: { columns: [{ name: 'x', type: 'numeric' }], length: 4, values: Float64Array.of(1, 2, 3, 4) },
  target: { task: 'classification', classes: ['no', 'yes'], values: Float64Array.of(0, 1, 1, 0) },
});
const dataSet = (change: (data: Data) => Partial<Data> = () => ({})) =>
  made('data-set', () => ({ load: () => ({ ...good(), ...change(good()) }) }));
const target = (change: Partial<Data['target']>) => dataSet((data) => ({ target: { ...data.target, ...change } }));

describe('data sets', () => {
  proves(dataSet(), {
    'loads a well-formed table with rows and columns': dataSet(({ features }) => ({
      features: { ...features, length: 5 },
    })),
    'has one entry a row in all its parts': dataSet(() => ({ groups: Int32Array.of(1, 2) })),
    'has a target without gaps, of known classes': target({ values: Float64Array.of(0, 1, 2, 0) }),
    'names its classes once each, sorted': target({ classes: ['yes', 'no'] }),
    'has finite times, and finite weights that are not negative': dataSet(() => ({
      weights: Float64Array.of(1, 1, -1, 1),
    })),
    'loads the same again': dataSet(() => ({ time: new Float64Array(4).fill(fickle()) })),
  });
});
