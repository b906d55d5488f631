// Entropy of the classes in bits: −Σ p log₂ p.
import { ClassNode } from './class-node.js';
import type { Criterion } from './criterion.js';

/** Of x ln x for whole x: what weights mostly are. */
const TABLE_SIZE = 4096;
const table = Float64Array.from({ length: TABLE_SIZE }, (_, x) => (x === 0 ? 0 : x * Math.log(x)));

function xLogX(x: number): number {
  const whole = x | 0;
  if (whole === x && whole >= 0 && whole < TABLE_SIZE) return table[whole] as number;
  return x > 0 ? x * Math.log(x) : 0; // Rounding may leave less than 0 of a class.
}

/** Scores are Σ w ln w − W ln W over both sides, w the weights of the classes: less their entropy in nats times W. */
export class Entropy extends ClassNode implements Criterion {
  private inner = 0;

  override enter(rows: Int32Array, start: number, end: number): void {
    super.enter(rows, start, end);
    this.inner = this.totals.reduce((sum, weight) => sum + xLogX(weight), 0);
  }

  scan(order: Int32Array, keys: Int32Array, count: number, least: number): number {
    const { left, right, slack, label, weight, totals } = this;
    left.fill(0);
    right.set(totals);
    let [onLeft, onRight, sumLeft, sumRight] = [0, this.total, 0, this.inner];
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
    return (score - (this.inner - xLogX(this.total))) / Math.LN2;
  }
}
