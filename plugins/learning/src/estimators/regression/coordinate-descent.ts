// Minimizes ½‖y − Xw‖² + absolute · ‖w‖₁ + ½ squared · ‖w‖² one coefficient at a time: Friedman, Hastie & Tibshirani
// 2010, "Regularization paths for generalized linear models via coordinate descent". Needs absolute > 0.
import { correlationsOf, type Correlations } from './correlations.js';
import type { NormalEquations } from './normal-equations.js';

export interface Strength {
  readonly absolute: number;
  readonly squared: number;
}

export interface Effort {
  /** Ends when what is minimized is provably within tolerance · ‖y‖² of its minimum. */
  readonly tolerance: number;
  /** Most sweeps over the coefficients. */
  readonly maxIterations: number;
  readonly pulse: () => void;
}

export interface Descent {
  readonly coefficients: Float64Array;
  readonly converged: boolean;
}

// While steps are small but the minimum is still far, a look at all columns is not worth more often.
const SWEEPS_BETWEEN = 10;

export function coordinateDescent(
  equations: NormalEquations,
  strength: Strength,
  effort: Effort,
  correlations: Correlations = correlationsOf(equations),
): Descent {
  const { width } = equations;
  const coefficients = new Float64Array(width);
  const squares = columnSquares(equations);
  const everyColumn = Int32Array.from({ length: width }, (_, j) => j);
  const allowed = effort.tolerance * equations.target.reduce((sum, y) => sum + y * y, 0);
  // Coefficients at 0 mostly stay there: they are looked at again once the others have settled.
  let active = everyColumn;
  let left = 0;
  for (let round = 0; round < effort.maxIterations; round++) {
    effort.pulse();
    const largest = sweep(active, coefficients, squares, strength, correlations);
    const settled = !(largest > allowed);
    if (active === everyColumn) {
      const gap = largest === 0 ? 0 : dualityGap(coefficients, strength, correlations);
      // NaN ends it too: after an overflow nothing will change.
      if (!(gap > allowed)) return { coefficients, converged: true };
      active = everyColumn.filter((j) => coefficients[j] !== 0);
      left = settled ? SWEEPS_BETWEEN : 1;
    } else if (largest === 0 || (settled && --left <= 0)) {
      active = everyColumn;
    }
  }
  return { coefficients, converged: false };
}

/** Sets each coefficient to its best value given the others. The largest change, as ‖x_j step‖². */
function sweep(
  active: Int32Array,
  coefficients: Float64Array,
  squares: Float64Array,
  { absolute, squared }: Strength,
  correlations: Correlations,
): number {
  let largest = 0;
  for (let a = 0; a < active.length; a++) {
    const j = active[a] as number;
    const square = squares[j] as number;
    if (square === 0) continue;
    const before = coefficients[j] as number;
    const pull = correlations.of(j) + square * before;
    // Their eq. 5: the soft threshold S(pull, absolute), shrunk.
    const left = Math.max(0, Math.abs(pull) - absolute);
    const after = (Math.sign(pull) * left) / (square + squared);
    if (after === before) continue;
    coefficients[j] = after;
    correlations.move(j, after - before);
    largest = Math.max(largest, square * (after - before) ** 2);
  }
  return largest;
}

/**
 * How far what is minimized is from its minimum at most. The dual point is the residual, shrunk until it is feasible
 * (Kim et al. 2007, "An interior-point method for large-scale l1-regularized least squares", §III); ½ squared ‖w‖² is
 * the squared error of further rows √squared · I with targets 0.
 */
function dualityGap(coefficients: Float64Array, { absolute, squared }: Strength, correlations: Correlations): number {
  const all = correlations.all();
  let [steepest, norm, squares, explained] = [0, 0, 0, 0];
  for (let j = 0; j < coefficients.length; j++) {
    const w = coefficients[j] as number;
    steepest = Math.max(steepest, Math.abs((all[j] as number) - squared * w));
    norm += Math.abs(w);
    squares += w * w;
    explained += w * (all[j] as number);
  }
  const error = correlations.squaredError(coefficients);
  const extended = error + squared * squares;
  const shrink = steepest > absolute ? absolute / steepest : 1;
  // r·y = r·(r + Xw).
  const primal = 0.5 * extended + absolute * norm;
  const dual = shrink * (error + explained) - 0.5 * shrink * shrink * extended;
  return primal - dual;
}

function columnSquares({ values, rows, width }: NormalEquations): Float64Array {
  const squares = new Float64Array(width);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < width; j++, at++) squares[j] = (squares[j] as number) + (values[at] as number) ** 2;
  }
  return squares;
}
