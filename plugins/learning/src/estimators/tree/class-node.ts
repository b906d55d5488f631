// The rows of a node as classes and weights, and their distribution: what the criteria for classes have in common.
import { ROUNDING } from './rounding.js';

export class ClassNode {
  readonly width: number;
  /** How many positions the last scan's best split sends left. */
  cut = 0;
  /** By position. */
  readonly label: Int32Array;
  readonly weight: Float64Array;
  /** Weight of each class. */
  readonly totals: Float64Array;
  total = 0;
  pure = false;
  answers: number[] = [];
  private weights: Float64Array = new Float64Array();
  /** Answer that is certain of a class, −1 before there is one. */
  private readonly certain: Int32Array;
  /** Weight of each class on both sides of a split; working memory of the scans. */
  protected readonly left: Float64Array;
  protected readonly right: Float64Array;

  /** `labels`: class of each row. */
  constructor(
    private readonly labels: Int32Array,
    classes: number,
  ) {
    this.width = classes;
    this.label = new Int32Array(labels.length);
    this.weight = new Float64Array(labels.length);
    this.totals = new Float64Array(classes);
    this.certain = new Int32Array(classes);
    this.left = new Float64Array(classes);
    this.right = new Float64Array(classes);
  }

  /** Scores of both criteria are of the order of the node's weight. */
  get slack(): number {
    return ROUNDING * this.total;
  }

  begin(weights: Float64Array): void {
    this.weights = weights;
    this.answers = [];
    this.certain.fill(-1);
  }

  enter(rows: Int32Array, start: number, end: number): void {
    const { label, labels, weight, weights, totals } = this;
    totals.fill(0);
    let total = 0;
    let pure = true;
    const first = labels[rows[start] as number] as number;
    for (let i = start; i < end; i++) {
      const row = rows[i] as number;
      const k = labels[row] as number;
      const w = weights[row] as number;
      label[i - start] = k;
      weight[i - start] = w;
      totals[k] = (totals[k] as number) + w;
      total += w;
      if (k !== first) pure = false;
    }
    this.total = total;
    this.pure = pure;
  }

  leaf(): number {
    const { pure, label, certain } = this;
    if (!pure) return this.answer(this.totals.map((weight) => weight / this.total));
    const only = label[0] as number;
    if (certain[only] === -1) certain[only] = this.answer(this.totals.map((_, k) => (k === only ? 1 : 0)));
    return certain[only] as number;
  }

  private answer(shares: Float64Array): number {
    for (const share of shares) this.answers.push(share);
    return this.answers.length / this.width - 1;
  }
}
