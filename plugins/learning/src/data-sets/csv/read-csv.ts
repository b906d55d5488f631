// A file of rows as data. The file is surveyed once (encoding, lines), so that the block of all numbers can be made in
// its full size and filled in place, and then read row by row; a second time where a late text makes a column of
// numbers one of categories.
import type { Complaint, Data, Table } from '@tunewright/core';
import { ColumnReader, rankCategories, type ColumnRequest } from './column-reader.js';
import { dialectOf } from './dialect.js';
import { columnComplaints, columnOf } from './features.js';
import type { Dialect } from './fields.js';
import type { CsvParams } from './params.js';
import { planColumns, type Plan } from './plan.js';
import { batchesOf, type Batch } from './rows.js';
import { complaint, placed, problem, type Place } from './sentences.js';
import { sharedNumbers, trimmed, wholeColumn } from './strided.js';
import { demandSound, targetOf } from './target.js';
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
  const rows = await readAll(source, readers.all);
  if (rows === 0) throw problem('csvNoRows', { file: file.name }, '/path');
  const again = readers.columns.filter((reader) => reader.unfinished);
  if (again.length > 0) {
    for (const reader of again) reader.restart();
    await readAll(source, again);
  }
  demandSound(complaintsAbout(readers, rows, file.name));
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
  readonly all: readonly Reader[];
  /** Those of `all` that may be numbers or categories. */
  readonly columns: readonly ColumnReader[];
  readonly block: Float64Array;
  readonly features: readonly ColumnReader[];
  readonly target: ColumnReader;
  readonly time: { readonly reader: TimeReader; readonly into: Float64Array } | undefined;
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
  const features = plan.features.map((request, offset) => new ColumnReader(request, { block, offset, stride }, words));
  const target = single(plan.target);
  const groups = plan.groups && single(plan.groups);
  const weights = plan.weights && new WeightReader(single(plan.weights));
  const time = plan.time && timeReader(plan.time, numbers(most), words);
  const columns = [...features, target, ...(groups ? [groups] : [])];
  const all = [...columns, ...(weights ? [weights] : []), ...(time ? [time.reader] : [])];
  return { all, columns, block, features, target, time, groups, weights };
}

function timeReader({ name, field }: ColumnRequest, into: Float64Array, words: ReturnType<typeof wordsOf>) {
  return { reader: new TimeReader(name, field, into, words), into };
}

function complaintsAbout(
  { features, target, time, groups, weights }: Readers,
  rows: number,
  file: string,
): Complaint[] {
  const gaps = (role: 'target' | 'time' | 'groups' | 'weights', name: string, gaps: Gaps | undefined): Complaint[] => {
    if (gaps?.firstMissing === undefined) return [];
    return [complaint('csvMissingRole', { at: placed(file, gaps.firstMissing), name, role, count: gaps.missing })];
  };
  return [
    ...features.flatMap((reader) => columnComplaints(reader, rows, file)),
    ...target.complaints(file),
    ...gaps('target', target.request.name, target),
    ...(time?.reader.complaints(file) ?? []),
    ...gaps('time', time?.reader.name ?? '', time?.reader),
    ...gaps('groups', groups?.request.name ?? '', groups),
    ...(weights?.complaints(file, rows) ?? []),
    ...gaps('weights', weights?.reader.request.name ?? '', weights?.reader),
  ];
}

interface Gaps {
  readonly missing: number;
  readonly firstMissing: Place | undefined;
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
