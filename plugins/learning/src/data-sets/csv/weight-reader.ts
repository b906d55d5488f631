// Reads the column with the weight of each row.
import type { Complaint } from '@tunewright/core';
import type { ColumnReader } from './column-reader.js';
import type { Batch } from './rows.js';
import { complaint, placed, type Place } from './sentences.js';

export class WeightReader {
  private negative: { readonly weight: number; readonly place: Place } | undefined;

  constructor(readonly reader: ColumnReader) {}

  get name(): string {
    return this.reader.name;
  }

  get missing(): number {
    return this.reader.missing;
  }

  get firstMissing(): Place | undefined {
    return this.reader.firstMissing;
  }

  read(batch: Batch, first: number): void {
    this.reader.read(batch, first);
    if (this.negative !== undefined) return;
    const weights = this.reader.into.block.subarray(first, first + batch.rows.length);
    const row = weights.findIndex((weight) => weight < 0);
    if (row < 0) return;
    this.negative = { weight: weights[row] as number, place: batch.place(row, this.reader.request.field) };
  }

  complaints(file: string, rows: number): readonly Complaint[] {
    const broken = this.reader.complaints(file, rows);
    if (broken.length > 0) return broken;
    if (this.negative !== undefined) {
      const { weight, place } = this.negative;
      return [complaint('csvNegativeWeight', { at: placed(file, place), found: weight })];
    }
    const someCount = this.reader.into.block.subarray(0, rows).some((weight) => weight !== 0);
    return someCount ? [] : [complaint('csvNoWeight', { file, name: this.name })];
  }
}
