// Proximal Newton for penalties with absolute values: Lee, Sun & Saunders 2014 ("Proximal Newton-type methods for
// minimizing composite functions"), the quadratic model solved by coordinate descent as in newGLMNET (Yuan, Ho & Lin
// 2012, "An improved GLMNET for L1-regularized logistic regression").
import { inner, isEnough, isSmall, moveTo, squaredPenalty, type Effort, type Solution } from './newton.js';
import type { Penalty } from './penalty.js';
import { QuadraticModel } from './quadratic-model.js';
import type { SoftmaxLoss } from './softmax-loss.js';

const SHORTEST = 2 ** -40;

/**
 * Minimizes loss(V) + Σ α_j |V_aj| + ½ Σ λ_j V_aj², from V = 0. The loss must have `classBasis` or `secondClassBasis`.
 */
export function proximalNewton(loss: SoftmaxLoss, penalty: Penalty, effort: Effort): Solution {
  const coefficients = new Float64Array(loss.size);
  const gradient = new Float64Array(loss.size);
  const direction = new Float64Array(loss.size);
  const trial = new Float64Array(loss.size);
  const model = new QuadraticModel(loss, penalty);
  let charged = 0;
  let objective = loss.value(coefficients);
  for (let iteration = 0; iteration < effort.maxIterations; iteration++) {
    effort.pulse();
    loss.gradient(gradient);
    model.minimize(gradient, coefficients, direction, effort);
    moveTo(trial, coefficients, direction, 1);
    // Lee, Sun & Saunders, eq. 2.14: what the step promises.
    const slope = inner(gradient, direction) + charge(trial, penalty) - charged;
    if (isSmall(-slope / 2, objective, effort.tolerance)) return { coefficients: trial, ending: 'converged' };
    let length = 1;
    for (; length > SHORTEST; length /= 2) {
      moveTo(trial, coefficients, direction, length);
      const reached = loss.value(trial) + charge(trial, penalty);
      if (!isEnough(objective, reached, length * slope)) continue;
      objective = reached;
      break;
    }
    if (length <= SHORTEST) return { coefficients, ending: 'stalled' };
    coefficients.set(trial);
    charged = charge(coefficients, penalty);
  }
  return { coefficients, ending: 'iterations' };
}

function charge(coefficients: Float64Array, { absolute, squared }: Penalty): number {
  const width = absolute.length;
  let sum = 0;
  for (let at = 0; at < coefficients.length; at += width) {
    for (let j = 0; j < width; j++) sum += (absolute[j] as number) * Math.abs(coefficients[at + j] as number);
  }
  return sum + squaredPenalty(coefficients, squared);
}
