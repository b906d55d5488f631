import { seeded } from '@tunewright/core';
import { KFold } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { splitsEvenly } from './even-folds.js';
import { split, tests } from './splitting.js';
import { numbersOf } from './support.js';

const make = (splits: number, shuffle: boolean) => new KFold({ splits, shuffle });

describe('k-fold', () => {
  splitsEvenly('k-fold', make);

  it.each([
    {
      rows: 6,
      splits: 3,
      gives: [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    },
    { rows: 5, splits: 3, gives: [[0, 1], [2, 3], [4]] },
    { rows: 3, splits: 3, gives: [[0], [1], [2]] },
  ])('$rows rows unshuffled into $splits are $gives', ({ rows, splits, gives }) => {
    expect(tests(split(make(splits, false), rows))).toEqual(gives);
  });

  it('looks at neither classes nor numbers', () => {
    const target = numbersOf([9, 1, 8, 2, 7, 3, 6, 4]);
    const by = (shuffle: boolean) => split(make(3, shuffle), 8, { random: seeded(2) });
    for (const shuffle of [true, false]) {
      expect(split(make(3, shuffle), 8, { random: seeded(2), target })).toEqual(by(shuffle));
    }
  });
});
