// Probabilities from decision values: Platt's sigmoid for a pair of classes, and pairwise coupling for many.

const ITERATIONS = 100;
const SHORTEST = 1e-10; // Shortest step of the line search.
const RIDGE = 1e-12; // Added to the Hessian's diagonal, so that it stays positive definite.
const FLAT = 1e-5; // Gradient at which the fit is done.

/** P(label +1 | f) = 1 / (1 + exp(a f + b)), without overflow for either sign. */
export function sigmoid(f: number, a: number, b: number): number {
  const z = a * f + b;
  return z >= 0 ? Math.exp(-z) / (1 + Math.exp(-z)) : 1 / (1 + Math.exp(z));
}

/**
 * The a and b of largest likelihood for labels ±1, by Newton's method with backtracking: Lin, Lin & Weng 2007,
 * "A note on Platt's probabilistic outputs for support vector machines", algorithm 1.
 */
export function fitSigmoid(decisions: Float64Array, labels: Int8Array): readonly [number, number] {
  const positive = labels.reduce((count, label) => count + (label > 0 ? 1 : 0), 0);
  const negative = labels.length - positive;
  const high = (positive + 1) / (positive + 2);
  const low = 1 / (negative + 2);
  const targets = Float64Array.from(labels, (label) => (label > 0 ? high : low));
  let a = 0;
  let b = Math.log((negative + 1) / (positive + 1));
  let loss = lossAt(decisions, targets, a, b);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const { g1, g2, h11, h21, h22 } = derivatives(decisions, targets, a, b);
    if (Math.abs(g1) < FLAT && Math.abs(g2) < FLAT) break;
    const determinant = h11 * h22 - h21 * h21;
    const stepA = -(h22 * g1 - h21 * g2) / determinant;
    const stepB = -(h11 * g2 - h21 * g1) / determinant;
    const slope = g1 * stepA + g2 * stepB;
    let size = 1;
    let next = lossAt(decisions, targets, a + stepA, b + stepB);
    while (!(next < loss + 1e-4 * size * slope) && size >= SHORTEST) {
      size /= 2;
      next = lossAt(decisions, targets, a + size * stepA, b + size * stepB);
    }
    if (size < SHORTEST) break;
    a += size * stepA;
    b += size * stepB;
    loss = next;
  }
  return [a, b];
}

/** Cross-entropy, in the form of equations (9) and (10) that neither overflows nor cancels. */
function lossAt(decisions: Float64Array, targets: Float64Array, a: number, b: number): number {
  let loss = 0;
  for (let i = 0; i < decisions.length; i++) {
    const z = (decisions[i] as number) * a + b;
    const target = targets[i] as number;
    loss += z >= 0 ? target * z + Math.log1p(Math.exp(-z)) : (target - 1) * z + Math.log1p(Math.exp(z));
  }
  return loss;
}

function derivatives(decisions: Float64Array, targets: Float64Array, a: number, b: number) {
  let g1 = 0;
  let g2 = 0;
  let h11 = RIDGE;
  let h21 = 0;
  let h22 = RIDGE;
  for (let i = 0; i < decisions.length; i++) {
    const f = decisions[i] as number;
    const p = sigmoid(f, a, b);
    const weight = p * (1 - p);
    const error = (targets[i] as number) - p;
    g1 += f * error;
    g2 += error;
    h11 += f * f * weight;
    h21 += f * weight;
    h22 += weight;
  }
  return { g1, g2, h11, h21, h22 };
}

/**
 * Class probabilities from those of pairs: Wu, Lin & Weng 2004, second method, algorithm 2. `pairwise[i × k + j]` is
 * P(i | i or j). Writes to `p`, of length k.
 */
export function couple(pairwise: Float64Array, p: Float64Array): void {
  const k = p.length;
  const q = couplingMatrix(pairwise, k);
  const qp = new Float64Array(k);
  p.fill(1 / k);
  const rounds = Math.max(100, k);
  for (let round = 0; round < rounds; round++) {
    // Recomputed each round, so that the updates below do not pile up rounding errors.
    let pqp = multiply(q, p, qp);
    let worst = 0;
    for (let t = 0; t < k; t++) worst = Math.max(worst, Math.abs((qp[t] as number) - pqp));
    if (worst < 0.005 / k) return;
    for (let t = 0; t < k; t++) {
      const diagonal = q[t * k + t] as number;
      const step = (pqp - (qp[t] as number)) / diagonal;
      const total = 1 + step;
      pqp = (pqp + step * (step * diagonal + 2 * (qp[t] as number))) / (total * total);
      p[t] = (p[t] as number) + step;
      for (let j = 0; j < k; j++) {
        qp[j] = ((qp[j] as number) + step * (q[t * k + j] as number)) / total;
        p[j] = (p[j] as number) / total;
      }
    }
  }
}

/** Q of Wu, Lin & Weng 2004, equation (22). */
function couplingMatrix(r: Float64Array, k: number): Float64Array {
  const q = new Float64Array(k * k);
  for (let t = 0; t < k; t++) {
    for (let j = 0; j < k; j++) {
      if (j === t) continue;
      const against = r[j * k + t] as number;
      q[t * k + t] = (q[t * k + t] as number) + against * against;
      q[t * k + j] = -against * (r[t * k + j] as number);
    }
  }
  return q;
}

/** Writes Qp; pᵀQp. */
function multiply(q: Float64Array, p: Float64Array, qp: Float64Array): number {
  const k = p.length;
  let total = 0;
  for (let t = 0; t < k; t++) {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += (q[t * k + j] as number) * (p[j] as number);
    qp[t] = sum;
    total += sum * (p[t] as number);
  }
  return total;
}
