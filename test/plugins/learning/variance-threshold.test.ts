import { VarianceThreshold } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { tableOf } from './support.js';
import { fitOn, gapped, golden, keepsContract, mixedTable, namesOf, restored } from './transformers.js';

describe('variance-threshold', () => {
  keepsContract(VarianceThreshold, [{}, { threshold: 1 }]);

  it.each(golden.variance)('keeps what scikit-learn keeps at $threshold', ({ threshold, kept }) => {
    const table = tableOf(gapped(golden.columns.train));
    const plugin = new VarianceThreshold({ threshold });
    const fitted = fitOn(plugin, table);
    expect(fitted.toJSON()).toEqual({ kept });
    expect(restored(plugin, fitted).transform(table)).toEqual(fitted.transform(table));
  });

  it('keeps categories, behind the numbers', () => {
    const table = mixedTable({ flat: null, color: ['x'], b: null }, [
      [0.1, 0, 1],
      [0.1, 0, 2],
      [0.1, 0, null],
    ]);
    const kept = fitOn(new VarianceThreshold({ threshold: 0 }), table).transform(table);
    expect(namesOf(kept)).toEqual(['b', 'color']);
    expect(namesOf(fitOn(new VarianceThreshold({ threshold: 9 }), table).transform(table))).toEqual(['color']);
  });

  it('refuses to leave nothing', () => {
    expect(() => fitOn(new VarianceThreshold({ threshold: 4 }), tableOf([[1], [3], [5]]))).toThrow(
      /leaves no column: none of 1 has a training variance above 4/,
    );
  });
});
