// Reads one column: numbers until a text appears, then categories. Numbers that were read before it are read again,
// because "1" and "1.0" are one number but two categories: from the batch at hand where they all stand in it, else in
// a second pass over the file.
import type { Batch } from './rows.js';
import { Categories } from './categories.js';
import { complaint, placed, type Place } from './sentences.js';
import type { Complaint } from '@tunewright/core';
import type { Strided } from './strided.js';
import type { Words } from './words.js';

export type ColumnType = 'numeric' | 'categorical';

export interface ColumnRequest {
  readonly name: string;
  /** Which field of a row. */
  readonly field: number;
  /** What it must be, and why; undefined to find out. */
  readonly demanded?: { readonly type: ColumnType; readonly because: string } | undefined;
}

type State = 'open' | 'numeric' | 'categorical' | 'again' | 'broken';

export class ColumnReader {
  readonly categories = new Categories();
  /** The first text where numbers were expected. */
  firstText: { readonly text: string; readonly place: Place } | undefined;
  firstMissing: Place | undefined;
  missing = 0;
  private numbers = 0;
  private state: State;

  constructor(
    readonly request: ColumnRequest,
    readonly into: Strided,
    readonly words: Words,
  ) {
    this.state = request.demanded?.type ?? 'open';
  }

  get name(): string {
    return this.request.name;
  }

  get type(): ColumnType {
    return this.state === 'categorical' ? 'categorical' : 'numeric';
  }

  /** Whether the file must be read once more, for this column. */
  get unfinished(): boolean {
    return this.state === 'again';
  }

  /** Before that second pass. */
  restart(): void {
    this.state = 'categorical';
    this.missing = 0;
    this.firstMissing = undefined;
  }

  /** `first` is the batch's first row, counted from 0 over all batches. */
  read(batch: Batch, first: number): void {
    if (this.state === 'again' || this.state === 'broken') return;
    if (this.state === 'categorical') return this.readCategories(batch, first);
    const [numbers, missing] = [this.numbers, this.missing];
    const stopped = this.readNumbers(batch, first);
    if (stopped < 0) return;
    const { field, demanded } = this.request;
    const text = (batch.rows[stopped] as string[])[field] as string;
    this.firstText = { text: text.trim(), place: batch.place(stopped, field) };
    this.state = demanded !== undefined ? 'broken' : numbers > 0 ? 'again' : 'categorical';
    if (this.state !== 'categorical') return;
    this.missing = missing;
    if (missing === 0) this.firstMissing = undefined;
    this.readCategories(batch, first);
  }

  /** What is wrong with a column that had to be numeric. */
  complaints(file: string, _rows: number): readonly Complaint[] {
    if (this.state !== 'broken' || this.firstText === undefined) return [];
    const { name, request } = this;
    const { text, place } = this.firstText;
    const facts = { at: placed(file, place), name, found: text, because: request.demanded?.because ?? '' };
    return [complaint('csvNotANumber', facts)];
  }

  /** The row of the batch at which a text stands; -1 when there is none. */
  private readNumbers({ rows, place }: Batch, first: number): number {
    const { words, request, into } = this;
    const { field } = request;
    const { block, stride } = into;
    const { number, isMissing, missingNumbers } = words;
    for (let i = 0, at = into.offset + first * stride; i < rows.length; i++, at += stride) {
      const text = (rows[i] as readonly string[])[field] as string;
      const value = number(text);
      const isNumber = !Number.isNaN(value);
      if (isNumber && !missingNumbers) {
        block[at] = value;
        this.numbers++;
      } else if (isMissing(text)) {
        block[at] = Number.NaN;
        this.missing++;
        this.firstMissing ??= place(i, field);
      } else if (isNumber) {
        block[at] = value;
        this.numbers++;
      } else return i;
    }
    return -1;
  }

  private readCategories({ rows, place }: Batch, first: number): void {
    const { words, categories, into, request } = this;
    const { block, stride } = into;
    for (let i = 0, at = into.offset + first * stride; i < rows.length; i++, at += stride) {
      const text = ((rows[i] as readonly string[])[request.field] as string).trim();
      if (words.isMissing(text)) {
        block[at] = Number.NaN;
        this.missing++;
        this.firstMissing ??= place(i, request.field);
      } else block[at] = categories.code(text);
    }
  }
}

/** Puts the place among the sorted categories where the order of appearance stands. */
export function rankCategories({ categories, into }: ColumnReader, rows: number): readonly string[] {
  const { names, ranks } = categories.sorted();
  const { block, offset, stride } = into;
  for (let row = 0, at = offset; row < rows; row++, at += stride) {
    const code = block[at] as number;
    if (!Number.isNaN(code)) block[at] = ranks[code] as number;
  }
  return names;
}
