// What an epoch comes to: the mean loss, and how well the outputs hit the targets. Pure.
import type { Head } from './head.js';
import type { Standard } from './lesson.js';

/** Sums over the rows of one epoch. */
export class Tally {
  private rows = 0;
  private loss = 0;
  private hits = 0;
  private readonly classifies: boolean;

  constructor(
    private readonly head: Head,
    task: 'classification' | 'regression',
    private readonly standard: Standard,
  ) {
    this.classifies = task === 'classification';
  }

  /** @param loss Mean over the rows of the batch. */
  add(loss: number, outputs: ArrayLike<number>, targets: ArrayLike<number>): void {
    const { units } = this.head;
    const count = outputs.length / units;
    this.rows += count;
    this.loss += loss * count;
    for (let row = 0; row < count; row++)
      this.hits += this.classifies ? Number(isHit(outputs, targets, row, units)) : this.miss(outputs, targets, row);
  }

  /** `accuracy`, or the mean absolute error in the target's own unit (the loss is in standard deviations). */
  values(prefix = ''): Record<string, number> {
    const mean = this.hits / this.rows;
    const metric = this.classifies ? { [`${prefix}accuracy`]: mean } : { [`${prefix}mae`]: mean };
    return { [`${prefix}loss`]: this.loss / this.rows, ...metric };
  }

  private miss(outputs: ArrayLike<number>, targets: ArrayLike<number>, row: number): number {
    return Math.abs((outputs[row] as number) - (targets[row] as number)) * this.standard.spread;
  }
}

function isHit(outputs: ArrayLike<number>, targets: ArrayLike<number>, row: number, units: number): boolean {
  if (units === 1) return Number((outputs[row] as number) > 0.5) === targets[row];
  return largest(outputs, row, units) === largest(targets, row, units);
}

function largest(block: ArrayLike<number>, row: number, units: number): number {
  let best = 0;
  for (let k = 1; k < units; k++)
    if ((block[row * units + k] as number) > (block[row * units + best] as number)) best = k;
  return best;
}
