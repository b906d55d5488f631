// A file of rows as data. The file is surveyed once (encoding, lines), so that the block of all numbers can be made in
// its full size and filled in place, and then read row by row; a second time where a late text makes a column of
// numbers one of categories.
import { Problem, type Complaint, type Data, type Table } from '@tunewright/core';
import { ColumnReader, rankCategories, type ColumnRequest } from './column-reader.js';
import { dialectOf } from './dialect.js';
import { columnComplaints, columnOf, strayTexts } from './features.js';
import type { Dialect } from './fields.js';
import type { CsvParams } from './params.js';
import { planColumns, type Plan } from './plan.js';
import { batchesOf, type Batch } from './rows.js';
import { complaint, placed, problem } from './sentences.js';
import { sharedNumbers, trimmed, wholeColumn } from './strided.js';
import { targetOf } from './target.js';
import { TextFile } from './text-file.js';
import { TimeReader } from './time-reader.js';
import { WeightReader } from './weight-reader.js';
import { wordsOf } from './words.js';

/** `path` is where the file is; `params.path` is how messages call it. @throws {Problem} whatever is wrong with it. */
export async function readCsv(path: string, params: CsvParams): Promise<Data> {
  const file = await TextFile.open(path, params.path, params.encoding);
  const dialect = dialectOf(file.head, file.newline, params);
  const plan = await planOf(file, dialect, params);
  const source: Source = { file, dialect, header: params.header, width: plan.names.length };
  const readers = readersOf(plan, params, file);
  const roles = rolesIn(readers).map(({ reader }) => reader);
  const rows = await readAll(source, [...readers.features, ...roles]);
  if (rows === 0) throw problem('csvNoRows', { file: file.name }, '/path');
  const again = [...readers.features, readers.target].filter((reader) => reader.unfinished);
  if (again.length > 0) {
    for (const reader of again) reader.restart();
    await readAll(source, again);
  }
  const complaints = complaintsAbout(readers, params, rows, file.name);
  if (complaints.length > 0) throw new Problem(complaints);
  return dataOf(readers, params, rows, file.name);
}

interface Source {
  readonly file: TextFile;
  readonly dialect: Dialect;
  readonly header: boolean;
  readonly width: number;
}

/** Reads one column, or two. */
interface Reader {
  read(batch: Batch, first: number): void;
}

async function planOf(file: TextFile, dialect: Dialect, params: CsvParams): Promise<Plan> {
  for await (const batch of batchesOf(file, dialect)) {
    if (batch.rows.length > 0) return planColumns({ file: file.name, dialect, batch }, params);
  }
  throw problem('csvEmpty', { file: file.name }, '/path');
}

/** Lets the readers see all rows; gives their number. @throws {Problem} a row of another width. */
async function readAll({ file, dialect, header, width }: Source, readers: readonly Reader[]): Promise<number> {
  let rows = 0;
  let awaitHeader = header;
  for await (const batch of batchesOf(file, dialect)) {
    if (batch.rows.length === 0) continue;
    const body = awaitHeader ? withoutFirst(batch) : batch;
    awaitHeader = false;
    const ragged = body.rows.findIndex((row) => row.length !== width);
    if (ragged >= 0) {
      const found = (body.rows[ragged] as readonly string[]).length;
      const at = placed(file.name, body.place(ragged, Math.min(found, width)));
      throw problem('csvRagged', { at, found, allowed: width, separator: JSON.stringify(dialect.separator), header });
    }
    if (rows + body.rows.length > file.lines) throw problem('csvChanged', { file: file.name }, '/path');
    for (const reader of readers) reader.read(body, rows);
    rows += body.rows.length;
  }
  return rows;
}

function withoutFirst({ rows, place }: Batch): Batch {
  return { rows: rows.slice(1), place: (row, field) => place(row + 1, field) };
}

interface Readers {
  readonly block: Float64Array;
  readonly features: readonly ColumnReader[];
  readonly target: ColumnReader;
  readonly time: TimeReader | undefined;
  readonly groups: ColumnReader | undefined;
  readonly weights: WeightReader | undefined;
}

function readersOf(plan: Plan, params: CsvParams, file: TextFile): Readers {
  const words = wordsOf(params.missing, params.decimal);
  const most = file.lines;
  const numbers = (length: number) => sharedNumbers(length, file.name);
  const single = (request: ColumnRequest) => new ColumnReader(request, wholeColumn(numbers(most)), words);
  const stride = plan.features.length;
  const block = numbers(most * stride);
  return {
    block,
    features: plan.features.map((request, offset) => new ColumnReader(request, { block, offset, stride }, words)),
    target: single(plan.target),
    time: plan.time && new TimeReader(plan.time.name, plan.time.field, numbers(most), words),
    groups: plan.groups && single(plan.groups),
    weights: plan.weights && new WeightReader(single(plan.weights)),
  };
}

/** The readers of columns that must have a value in every row, by what the columns are. */
function rolesIn({ target, time, groups, weights }: Readers) {
  const roles = [
    { role: 'target', reader: target },
    { role: 'time', reader: time },
    { role: 'groups', reader: groups },
    { role: 'weights', reader: weights },
  ] as const;
  return roles.flatMap(({ role, reader }) => (reader === undefined ? [] : [{ role, reader }]));
}

function complaintsAbout(readers: Readers, { task }: CsvParams, rows: number, file: string): Complaint[] {
  const inFeatures = readers.features.flatMap((reader) => columnComplaints(reader, rows, file));
  const inRoles = rolesIn(readers).flatMap(({ role, reader }) => {
    const { name, missing: count, firstMissing } = reader;
    if (firstMissing === undefined) return reader.complaints(file, rows);
    const gap = complaint('csvMissingRole', { at: placed(file, firstMissing), name, role, count });
    return [...reader.complaints(file, rows), gap];
  });
  const unasked = task === undefined && readers.target.request.demanded === undefined;
  return [...inFeatures, ...inRoles, ...(unasked ? strayTexts(readers.target, rows, file) : [])];
}

function dataOf(
  { block, features, target, time, groups, weights }: Readers,
  params: CsvParams,
  rows: number,
  file: string,
): Data {
  const table: Table = {
    columns: features.map((reader) => columnOf(reader, rows)),
    length: rows,
    values: trimmed(block, rows * features.length, file),
  };
  return {
    features: table,
    target: targetOf(target, params.task, rows, file),
    ...(time && { time: trimmed(time.into, rows, file) }),
    ...(groups && { groups: groupsOf(groups, rows) }),
    ...(weights && { weights: trimmed(weights.reader.into.block, rows, file) }),
  };
}

function groupsOf(reader: ColumnReader, rows: number): Int32Array {
  rankCategories(reader, rows);
  const groups = new Int32Array(new SharedArrayBuffer(rows * Int32Array.BYTES_PER_ELEMENT));
  groups.set(reader.into.block.subarray(0, rows));
  return groups;
}
