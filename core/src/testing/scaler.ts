// What every scaler promises beyond what transformers do: it only shifts and scales columns.
import assert from 'node:assert/strict';
import type { Table } from '../contracts/table.js';
import { seeded } from '../numeric/random.js';
import { denseRows } from '../numeric/table.js';
import { lawsOf, sameNumbers } from './check.js';
import type { Law } from './law.js';
import { positions, rowsFrom, tableOf, targetOf } from './samples.js';
import { takeTarget } from '../numeric/table.js';
import type { Subject } from './subject.js';
import { fitted, onSamples, transformerLaws, type Sample } from './transformer.js';

export function scalerLaws(subject: Subject<'scaler'>): readonly Law[] {
  const { make } = subject;
  const scaled = (sample: Sample): Table => fitted(make(), sample).transform(sample.later);
  return [
    ...transformerLaws(subject),
    ...lawsOf({
      'keeps names and types of the columns': onSamples(subject, (sample) => {
        assert.deepEqual(scaled(sample).columns, sample.later.columns);
      }),
      'keeps missing values missing, and only those': onSamples(subject, (sample) => {
        const gaps = (table: Table) => Float64Array.from(denseRows(table), (value) => Number(Number.isNaN(value)));
        sameNumbers(gaps(scaled(sample)), gaps(sample.later), 'Missing values (1 where there is none)');
      }),
      'keeps finite numbers finite': () => {
        const sample = wideSample();
        for (const value of denseRows(scaled(sample))) assert.ok(Number.isFinite(value), `A number became ${value}.`);
      },
      'keeps the order within each column': onSamples(subject, (sample) => {
        const [before, after] = [denseRows(sample.later), denseRows(scaled(sample))];
        const width = sample.later.columns.length;
        for (let a = 0; a < before.length; a++) {
          for (let b = a % width; b < before.length; b += width) demandOrder(before, after, a, b);
        }
      }),
    }),
  ];
}

function demandOrder(before: Float64Array, after: Float64Array, a: number, b: number): void {
  const [x, y] = [before[a] as number, before[b] as number];
  const [scaledX, scaledY] = [after[a] as number, after[b] as number];
  if (x < y) assert.ok(scaledX <= scaledY, `${x} is below ${y}, but they became ${scaledX} and ${scaledY}.`);
}

/** Columns of very different size: tiny, huge, far from 0, hardly varying. */
function wideSample(): Sample {
  const random = seeded(9);
  const table = tableOf(random, { rows: 40, columns: 4 });
  const change = [
    (x: number) => x * 1e-12,
    (x: number) => x * 1e12,
    (x: number) => x + 1e9,
    (x: number) => 5 + x * 1e-15,
  ];
  const values = table.values.map((value, i) => (change[i % 4] as (x: number) => number)(value));
  const wide = { ...table, values };
  const target = takeTarget(targetOf(random, 40, 'classification'), positions(0, 25));
  return { label: 'wide', train: rowsFrom(wide, 0, 25), target, later: rowsFrom(wide, 20, 40) };
}
