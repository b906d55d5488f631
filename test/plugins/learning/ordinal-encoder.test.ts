import { OrdinalEncoder } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { classesOf, contextOf, rowsOf } from './support.js';
import { expectNear, fitOn, golden, keepsContract, mixedTable, restored } from './transformers.js';

const { train, heldOut, colors, sizes, ordinal } = golden.encoded;

describe('ordinal-encoder', () => {
  keepsContract(OrdinalEncoder, [{}, { unknownValue: 'error' }]);

  it('gives what scikit-learn gives', () => {
    const plugin = new OrdinalEncoder({ unknownValue: -1 });
    const fitted = fitOn(plugin, mixedTable({ color: colors, size: sizes }, train));
    const later = mixedTable({ color: colors, size: sizes }, heldOut);
    expectNear(rowsOf(fitted.transform(later)), ordinal);
    expect(restored(plugin, fitted).transform(later)).toEqual(fitted.transform(later));
  });

  it('gives numeric columns of the same names, and leaves numbers', () => {
    const table = mixedTable({ a: null, color: ['red', 'blue'] }, [
      [5, 0],
      [6, 1],
      [null, null],
    ]);
    const encoded = fitOn(new OrdinalEncoder({ unknownValue: -1 }), table).transform(table);
    expect(encoded.columns).toEqual([
      { name: 'a', type: 'numeric' },
      { name: 'color', type: 'numeric' },
    ]);
    expect(rowsOf(encoded)).toEqual([
      [5, 1],
      [6, 0],
      [Number.NaN, Number.NaN],
    ]);
  });

  it('says while fitting which categories training rows lack, six and more in short', () => {
    const context = contextOf(1);
    const categories = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    new OrdinalEncoder({ unknownValue: -5 }).fit(mixedTable({ letter: categories }, [[0]]), classesOf([0]), context);
    expect(context.notices.map(([, text]) => text)).toEqual([
      'No training row has "b", "c", "d", "e", "f" and 1 more in the column "letter". Rows that have are encoded as -5.',
    ]);
  });

  it('refuses an unknown category on request', () => {
    const table = mixedTable({ color: ['red', 'blue'] }, [[0]]);
    const fitted = fitOn(new OrdinalEncoder({ unknownValue: 'error' }), table);
    expect(() => fitted.transform(mixedTable({ color: ['red', 'blue'] }, [[1]]))).toThrow(
      /The category "blue" in the column "color" is unknown to "ordinal-encoder"/,
    );
  });

  it('refuses a number that a category has', () => {
    const table = mixedTable({ color: ['red', 'blue'] }, [[0], [1]]);
    expect(() => fitOn(new OrdinalEncoder({ unknownValue: 1 }), table)).toThrow(
      /cannot give unknown categories the number 1: in the column "color" that is "red"/,
    );
  });
});
