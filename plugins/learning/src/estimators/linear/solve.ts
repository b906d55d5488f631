// From design, labels and penalty to coefficients in the units of the table.
import { classBasis, contrastBasis, secondClassBasis, type Basis } from './basis.js';
import { conjugateStep } from './conjugate-step.js';
import type { Design } from './design.js';
import { directStep } from './direct-step.js';
import { newton, type Effort, type Ending, type Solution } from './newton.js';
import type { Penalty } from './penalty.js';
import { proximalNewton } from './proximal-newton.js';
import { SoftmaxLoss } from './softmax-loss.js';

/** Penalty of a coefficient w in the units of the table: absolute · |w| + ½ squared · w². Intercepts have none. */
export interface Strength {
  readonly absolute: number;
  readonly squared: number;
}

export interface Fitted {
  /** One row a class. */
  readonly coefficients: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
  readonly ending: Ending;
}

// Above it the Hessian is not formed: with n rows its making costs n·size²/4, a conjugate gradient step 2n·size.
const MOST_DIRECT = 160;

/** Minimizes Σ costs · log loss + penalty. `labels` are 0 … classes − 1. */
export function solve(
  design: Design,
  labels: Int32Array,
  classes: number,
  costs: Float64Array,
  strength: Strength,
  effort: Effort,
): Fitted {
  const penalty = scaledPenalty(design, strength);
  const smooth = strength.absolute === 0;
  const direct = (classes - 1) * design.width <= MOST_DIRECT;
  const basis = basisFor(classes, smooth && direct);
  const loss = new SoftmaxLoss(design, labels, costs, basis);
  const solution = smooth
    ? newton(loss, penalty.squared, (direct ? directStep : conjugateStep)(loss, penalty.squared), effort)
    : proximalNewton(loss, penalty, effort);
  return unscaled(design, basis, strength, solution);
}

function basisFor(classes: number, contrasts: boolean): Basis {
  if (classes === 2) return secondClassBasis();
  return contrasts ? contrastBasis(classes) : classBasis(classes);
}

/** A coefficient of a scaled column is v = w · scale. */
function scaledPenalty({ width, scale }: Design, { absolute, squared }: Strength): Penalty {
  const penalty = { absolute: new Float64Array(width), squared: new Float64Array(width) };
  scale.forEach((unit, j) => {
    penalty.absolute[j] = absolute / unit;
    penalty.squared[j] = squared / (unit * unit);
  });
  return penalty;
}

function unscaled(design: Design, basis: Basis, strength: Strength, { coefficients, ending }: Solution): Fitted {
  const { width, features, center, scale } = design;
  const byClass = Array.from({ length: basis.classes }, (_, k) =>
    Array.from({ length: width }, (__, j) => {
      let sum = 0;
      for (let a = 0; a < basis.directions; a++) {
        sum += (basis.matrix[k * basis.directions + a] as number) * (coefficients[a * width + j] as number);
      }
      return sum;
    }),
  );
  // What no penalty decides: a shift common to all classes. It is set so that the classes' sum is 0.
  const undecided = strength.absolute === 0 && strength.squared === 0 ? 0 : features;
  if (basis.classes > 2) for (let j = undecided; j < width; j++) centerColumn(byClass, j);
  const weights = byClass.map((row) => row.slice(0, features).map((v, j) => v / (scale[j] as number)));
  const intercepts = weights.map((row, k) =>
    width === features ? 0 : row.reduce((sum, w, j) => sum - w * (center[j] as number), byClass[k]?.[features] ?? 0),
  );
  return { coefficients: weights, intercepts, ending };
}

function centerColumn(rows: readonly number[][], column: number): void {
  const mean = rows.reduce((sum, row) => sum + (row[column] as number), 0) / rows.length;
  for (const row of rows) row[column] = (row[column] as number) - mean;
}
