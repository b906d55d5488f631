// Entropy of the classes in bits: −Σ p log₂ p.
import type { ClassNode } from './class-node.js';
import type { Criterion } from './criterion.js';
import { ROUNDING } from './rounding.js';

/** Of x ln x for whole x: what weights mostly are. */
const TABLE_SIZE = 4096;
const table = Float64Array.from({ length: TABLE_SIZE }, (_, x) => (x === 0 ? 0 : x * Math.log(x)));

function xLogX(x: number): number {
  const whole = x | 0;
  if (whole === x && whole >= 0 && whole < TABLE_SIZE) return table[whole] as number;
  return x > 0 ? x * Math.log(x) : 0; // Rounding may leave less than 0 of a class.
}

/** Scores are Σ w ln w − W ln W over both sides, w the weights of the classes: less their entropy in nats times W. */
export class Entropy implements Criterion {
  cut = 0;
  private inner = 0;
  private readonly left: Float64Array;
  private readonly right: Float64Array;

  constructor(private readonly node: ClassNode) {
    this.left = new Float64Array(node.width);
    this.right = new Float64Array(node.width);
  }

  get total(): number {
    return this.node.total;
  }
  get pure(): boolean {
    return this.node.pure;
  }
  get slack(): number {
    return ROUNDING * this.node.total;
  }
  get answers(): readonly number[] {
    return this.node.answers;
  }
  get width(): number {
    return this.node.width;
  }

  begin(weights: Float64Array): void {
    this.node.begin(weights);
  }

  enter(rows: Int32Array, start: number, end: number): void {
    this.node.enter(rows, start, end);
    this.inner = this.node.totals.reduce((sum, weight) => sum + xLogX(weight), 0);
  }

  scan(order: Int32Array, keys: Int32Array, count: number, least: number): number {
    const { left, right, slack } = this;
    const { label, weight, totals } = this.node;
    left.fill(0);
    right.set(totals);
    let [onLeft, onRight, sumLeft, sumRight] = [0, this.node.total, 0, this.inner];
    let best = -Infinity;
    let previous = keys[order[0] as number] as number;
    for (let i = 0; i < count; i++) {
      const position = order[i] as number;
      const key = keys[position] as number;
      if (key !== previous) {
        previous = key;
        if (i >= least && i <= count - least) {
          const score = sumLeft - xLogX(onLeft) + sumRight - xLogX(onRight);
          if (score > best + slack) {
            best = score;
            this.cut = i;
          }
        }
      }
      const k = label[position] as number;
      const w = weight[position] as number;
      const l = left[k] as number;
      const r = right[k] as number;
      sumLeft += xLogX(l + w) - xLogX(l);
      sumRight += xLogX(r - w) - xLogX(r);
      left[k] = l + w;
      right[k] = r - w;
      onLeft += w;
      onRight -= w;
    }
    return best;
  }

  decrease(score: number): number {
    return (score - (this.inner - xLogX(this.node.total))) / Math.LN2;
  }

  leaf(): number {
    return this.node.leaf();
  }
}
