import { seeded } from '@tunewright/core';
import { HoldOut } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { problemOf, split } from './splitting.js';
import { classesOf, numbersOf } from './support.js';

const plain = { share: 0.2, shuffle: true, stratify: true };

describe('hold-out', () => {
  it.each([
    { when: 'unshuffled', params: { shuffle: false, stratify: false }, held: [8, 9] },
    { when: 'unshuffled by class', params: { shuffle: false }, held: [4, 9] },
    { when: 'the share is tiny', params: { shuffle: false, stratify: false, share: 0.001 }, held: [9] },
    {
      when: 'the share is nearly all',
      params: { shuffle: false, stratify: false, share: 0.999 },
      held: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    },
  ])('$when holds out $held', ({ params, held }) => {
    const target = classesOf([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    const [fold, ...others] = split(new HoldOut({ ...plain, ...params }), 10, { target });
    expect(others).toEqual([]);
    expect(Array.from(fold?.test ?? [])).toEqual(held);
    expect(fold?.train).toHaveLength(10 - held.length);
  });

  it('holds out the shares of the classes, to a row', () => {
    const target = classesOf(Array.from({ length: 100 }, (_, i) => (i < 70 ? 0 : i < 93 ? 1 : 2)));
    const [fold] = split(new HoldOut(plain), 100, { target });
    const counts = [0, 1, 2].map((k) => Array.from(fold?.test ?? []).filter((row) => target.values[row] === k).length);
    expect(counts).toEqual([14, 5, 1]);
  });

  it('takes numbers as target, and refuses a single row', () => {
    const on = (values: number[]) => split(new HoldOut(plain), values.length, { target: numbersOf(values) });
    expect(on([1, 2, 3, 4, 5])[0]?.test).toHaveLength(1);
    expect(problemOf(() => on([1]))?.code).toBe('tooFewRows');
  });

  it('is the same for the same seed, and another for another', () => {
    const drawn = (seed: number) => split(new HoldOut(plain), 60, { random: seeded(seed) });
    expect(drawn(5)).toEqual(drawn(5));
    expect(drawn(5)).not.toEqual(drawn(6));
  });
});
