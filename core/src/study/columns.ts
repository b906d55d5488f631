// Columns that grow by doubling, one entry a trial. What was written is never moved for a reader.
import type { Json } from '../contracts/json.js';

/** A column of numbers; NaN where nothing was set. */
export class NumberColumn {
  private values: Float64Array = new Float64Array(64).fill(Number.NaN);

  /** @param stride Numbers a trial. */
  constructor(private readonly stride = 1) {}

  set(trial: number, value: number, offset = 0): void {
    const index = trial * this.stride + offset;
    while (index >= this.values.length) this.grow();
    this.values[index] = value;
  }

  get(trial: number, offset = 0): number {
    return this.values[trial * this.stride + offset] ?? Number.NaN;
  }

  /** All numbers of a trial. */
  row(trial: number): Float64Array {
    const row = new Float64Array(this.stride).fill(Number.NaN);
    row.set(this.values.subarray(trial * this.stride, (trial + 1) * this.stride));
    return row;
  }

  private grow(): void {
    const larger = new Float64Array(this.values.length * 2).fill(Number.NaN, this.values.length);
    larger.set(this.values);
    this.values = larger;
  }
}

/** A column of JSON values: numbers as they are, anything else once in a dictionary. NaN means no value. */
export class ValueColumn {
  private readonly numbers = new NumberColumn();
  // Index into `words`; NaN for a number.
  private readonly codes = new NumberColumn();
  private readonly words: Json[] = [];
  private readonly known = new Map<string, number>();

  set(trial: number, value: Json): void {
    if (typeof value === 'number') this.numbers.set(trial, value);
    else this.codes.set(trial, this.code(value));
  }

  /** undefined where the parameter was inactive. */
  get(trial: number): Json | undefined {
    const code = this.codes.get(trial);
    if (!Number.isNaN(code)) return this.words[code];
    const number = this.numbers.get(trial);
    return Number.isNaN(number) ? undefined : number;
  }

  private code(value: Json): number {
    const text = JSON.stringify(value);
    const code = this.known.get(text) ?? this.words.push(value) - 1;
    this.known.set(text, code);
    return code;
  }
}
