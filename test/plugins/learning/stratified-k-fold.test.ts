import { StratifiedKFold } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { splitsEvenly } from './even-folds.js';
import { problemOf, split } from './splitting.js';
import { classesOf, numbersOf } from './support.js';

const make = (splits: number, shuffle: boolean) => new StratifiedKFold({ splits, shuffle });

describe('stratified-k-fold', () => {
  splitsEvenly('stratified-k-fold', make);

  it.each([
    { when: 'one class is rare', target: [0, 0, 0, 0, 1], code: undefined },
    { when: 'all classes are rare', target: [0, 0, 1, 1, 2], code: 'tooFewMembers' },
  ])('with four folds, when $when: $code', ({ target, code }) => {
    expect(problemOf(() => split(make(4, true), target.length, { target: classesOf(target) }))?.code).toBe(code);
  });

  it('refuses a number as target', () => {
    const found = problemOf(() => split(make(2, true), 3, { target: numbersOf([1, 2, 3]) }));
    expect(found?.code).toBe('stratifiedRegression');
  });

  it('keeps the shares of the classes when shuffled', () => {
    const target = classesOf(Array.from({ length: 60 }, (_, i) => (i % 6 === 0 ? 1 : 0)));
    for (const { test } of split(make(5, true), 60, { target })) {
      expect(Array.from(test).filter((row) => target.values[row] === 1)).toHaveLength(2);
    }
  });
});
