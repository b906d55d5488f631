import { factorize, seeded, solveFactorized } from '@tunewright/core';
import { describe, expect, it } from 'vitest';

/** A random matrix BᵀB + ridge·1, row-major. */
function positive(size: number, ridge: number): Float64Array {
  const random = seeded(size);
  const b = Array.from({ length: size }, () => Array.from({ length: size }, () => random.normal()));
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return b.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), i === j ? ridge : 0);
  });
}

describe('cholesky', () => {
  it.each([1, 2, 3, 4, 5, 9, 30])('solves a system of %i', (size) => {
    const matrix = positive(size, 0.5);
    const wanted = Array.from({ length: size }, (_, i) => i - 1.5);
    const vector = Float64Array.from({ length: size }, (_, i) =>
      wanted.reduce((sum, x, j) => sum + (matrix[i * size + j] as number) * x, 0),
    );
    const factor = matrix.slice();
    expect(factorize(factor, size)).toBe(true);
    solveFactorized(factor, size, vector);
    vector.forEach((x, i) => expect(x).toBeCloseTo(wanted[i] as number, 8));
  });

  it.each([
    { when: 'indefinite', matrix: [1, 2, 2, 1] },
    { when: 'singular', matrix: [1, 1, 1, 1] },
    { when: 'not numbers', matrix: [1, Number.NaN, Number.NaN, 1] },
  ])('refuses a matrix that is $when', ({ matrix }) => {
    expect(factorize(Float64Array.from(matrix), 2)).toBe(false);
  });
});
