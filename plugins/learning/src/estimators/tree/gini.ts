// Gini impurity (Breiman et al. 1984, section 4.3): 1 − Σ p², p the shares of the classes.
import { ClassNode } from './class-node.js';
import type { Criterion } from './criterion.js';

/** Scores are Σ squares / weight over both sides: the weight of the node less its impurity. */
export class Gini extends ClassNode implements Criterion {
  private squares = 0;

  override enter(rows: Int32Array, start: number, end: number): void {
    super.enter(rows, start, end);
    this.squares = this.totals.reduce((sum, weight) => sum + weight * weight, 0);
  }

  scan(order: Int32Array, keys: Int32Array, count: number, least: number): number {
    const { left, right, slack, label, weight, totals } = this;
    left.fill(0);
    right.set(totals);
    let [onLeft, onRight, squaresLeft, squaresRight] = [0, this.total, 0, this.squares];
    let best = -Infinity;
    let previous = keys[order[0] as number] as number;
    for (let i = 0; i < count; i++) {
      const position = order[i] as number;
      const key = keys[position] as number;
      if (key !== previous) {
        previous = key;
        if (i >= least && i <= count - least) {
          const score = squaresLeft / onLeft + squaresRight / onRight;
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
      // (l + w)² − l² and r² − (r − w)².
      squaresLeft += w * (2 * l + w);
      squaresRight -= w * (2 * r - w);
      left[k] = l + w;
      right[k] = r - w;
      onLeft += w;
      onRight -= w;
    }
    return best;
  }

  decrease(score: number): number {
    return score - this.squares / this.total;
  }
}
