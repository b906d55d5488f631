// Reads the column that orders rows in time: numbers in any unit, or dates as milliseconds since 1970.
import type { Complaint } from '@tunewright/core';
import type { Batch } from './rows.js';
import { complaint, placed, type Place } from './sentences.js';
import type { Words } from './words.js';

// ISO 8601: a date, or a date and a time; without an offset the time is UTC, so that it means the same everywhere.
const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds since 1970; NaN when it is no such date, or a day that is in no calendar. */
function millisecondsOf(text: string): number {
  const [, date, time = '00:00', offset = 'Z'] = DATE.exec(text) ?? [];
  if (date === undefined) return Number.NaN;
  const midnight = Date.parse(`${date}T00:00Z`);
  // Some days that do not exist are taken for days of the next month.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return Number.NaN;
  return Date.parse(`${date}T${time}${offset}`);
}

export class TimeReader {
  missing = 0;
  firstMissing: Place | undefined;
  private dates: boolean | undefined;
  private wrong: { readonly text: string; readonly place: Place } | undefined;

  constructor(
    readonly name: string,
    private readonly field: number,
    readonly into: Float64Array,
    private readonly words: Words,
  ) {}

  read({ rows, place }: Batch, first: number): void {
    for (let i = 0; i < rows.length && this.wrong === undefined; i++) {
      const text = ((rows[i] as readonly string[])[this.field] as string).trim();
      if (this.words.isMissing(text)) {
        this.missing++;
        this.firstMissing ??= place(i, this.field);
        continue;
      }
      this.dates ??= Number.isNaN(this.words.number(text));
      const value = this.dates ? millisecondsOf(text) : this.words.number(text);
      if (Number.isNaN(value)) this.wrong = { text, place: place(i, this.field) };
      this.into[first + i] = value;
    }
  }

  complaints(file: string, _rows: number): readonly Complaint[] {
    if (this.wrong === undefined) return [];
    const { text, place } = this.wrong;
    return [complaint('csvBadTime', { at: placed(file, place), found: text, dates: this.dates === true })];
  }
}
