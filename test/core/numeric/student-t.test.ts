import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { studentQuantile } from '@tunewright/core';
import { describe, expect, it } from 'vitest';

const FILE = resolve(import.meta.dirname, '../../golden/student-t.json');
const reference = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly rows: readonly { readonly freedom: number; readonly share: number; readonly quantile: number }[];
};

describe('studentQuantile', () => {
  it('gives the quantiles of SciPy', () => {
    for (const { freedom, share, quantile } of reference.rows) {
      const found = studentQuantile(share, freedom);
      expect(Math.abs(found - quantile), `${share} of t(${freedom})`).toBeLessThanOrEqual(
        1e-9 * Math.abs(quantile) + 1e-12,
      );
    }
  });

  it.each([
    [0, 5, -Infinity],
    [1, 5, Infinity],
    [0.5, 1, 0],
    [0.5, 100000, 0],
  ])('at %d with freedom %d is %d', (share, freedom, expected) => {
    expect(studentQuantile(share, freedom)).toBeCloseTo(expected, 12);
  });

  it.each([
    [1.5, 5],
    [-0.1, 5],
    [Number.NaN, 5],
    [0.9, 0],
    [0.9, 2.5],
  ])('there is none at %d with freedom %d', (share, freedom) => {
    expect(studentQuantile(share, freedom)).toBeNaN();
  });

  it('is antisymmetric and rises', () => {
    for (const freedom of [1, 2, 9, 600]) {
      const shares = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
      const quantiles = shares.map((share) => studentQuantile(share, freedom));
      quantiles.forEach((value, i) => {
        if (i > 0) expect(value).toBeGreaterThan(quantiles[i - 1] as number);
        expect(value).toBeCloseTo(-(quantiles[98 - i] as number), 9);
      });
    }
  });
});
