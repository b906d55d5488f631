import { seeded, singularVectors } from '@tunewright/core';
import { describe, expect, it } from 'vitest';

describe('singularVectors', () => {
  it('keeps the digits of small values', () => {
    // Columns of sizes 1 and 1e-9, a hair from parallel: by the covariance the second would be noise.
    const rows = [1, 0, 1, 1e-9, 1, -1e-9];
    const { values, vectors } = singularVectors(Float64Array.from(rows), 3, 2);
    expect(values[0]).toBeCloseTo(Math.sqrt(3), 14);
    expect((values[1] as number) / Math.SQRT2).toBeCloseTo(1e-9, 22);
    expect(Math.abs(vectors[1]?.[1] as number)).toBeCloseTo(1, 14);
  });

  it.each([
    { when: 'all is zero', rows: [0, 0, 0, 0, 0, 0], height: 3, values: [0, 0] },
    { when: 'one row is all', rows: [3, 4], height: 1, values: [5] },
    { when: 'rows repeat', rows: [3, 4, 3, 4, 3, 4], height: 3, values: [5 * Math.sqrt(3), 0] },
  ])('is right when $when', ({ rows, height, values }) => {
    const found = singularVectors(Float64Array.from(rows), height, 2);
    values.forEach((value, k) => expect(found.values[k]).toBeCloseTo(value, 13));
    found.vectors.forEach((vector, k) => {
      expect(Math.hypot(...vector)).toBeCloseTo(values[k] === 0 ? 0 : 1, 14);
    });
  });

  it('gives orthogonal vectors that restore the matrix, tall or wide', () => {
    const random = seeded(4);
    for (const [rows, columns] of [
      [9, 5],
      [5, 9],
      [6, 6],
    ] as const) {
      const matrix = Float64Array.from({ length: rows * columns }, () => random.normal());
      const { values, vectors } = singularVectors(matrix, rows, columns);
      expect(vectors).toHaveLength(5 + Number(rows === columns));
      const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
      vectors.forEach((a, i) => vectors.forEach((b, j) => expect(dot(a, b)).toBeCloseTo(Number(i === j), 13)));
      // |A v| = σ, and A is no more than its parts.
      const row = (i: number): Float64Array => matrix.subarray(i * columns, (i + 1) * columns);
      vectors.forEach((vector, k) => {
        const image = Array.from({ length: rows }, (_, i) => dot(row(i), vector));
        expect(Math.hypot(...image)).toBeCloseTo(values[k]!, 12);
      });
      expect(Math.hypot(...values)).toBeCloseTo(Math.hypot(...matrix), 12);
    }
  });
});
