// What the coefficients sought do to the scores of the classes.

/** The matrix A of `SoftmaxLoss`: classes × directions, row-major. */
export interface Basis {
  readonly classes: number;
  readonly directions: number;
  readonly matrix: Float64Array;
}

/** Two classes: one direction, the score of the second class (plain logistic regression). */
export function secondClassBasis(): Basis {
  return { classes: 2, directions: 1, matrix: Float64Array.of(0, 1) };
}

/** One direction a class. Scores shifted alike in all classes mean the same, so the Hessian is singular. */
export function classBasis(classes: number): Basis {
  const matrix = new Float64Array(classes * classes);
  for (let k = 0; k < classes; k++) matrix[k * classes + k] = 1;
  return { classes, directions: classes, matrix };
}

/**
 * Helmert's contrasts: class a + 1 against the mean of those before it, orthonormal and orthogonal to shifting all
 * scores alike. A squared penalty on the coefficients of the classes is the same on those of the contrasts, and its
 * minimum has no such shift, so the problem is the same, smaller, and not singular.
 */
export function contrastBasis(classes: number): Basis {
  const directions = classes - 1;
  const matrix = new Float64Array(classes * directions);
  for (let a = 0; a < directions; a++) {
    const length = Math.sqrt((a + 1) * (a + 2));
    for (let k = 0; k <= a; k++) matrix[k * directions + a] = -1 / length;
    matrix[(a + 1) * directions + a] = (a + 1) / length;
  }
  return { classes, directions, matrix };
}
