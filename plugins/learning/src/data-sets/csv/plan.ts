// Which column of a file is what: the parameters against the names in its first line.
import { Problem, type Complaint } from '@tunewright/core';
import type { ColumnRequest, ColumnType } from './column-reader.js';
import type { CsvParams } from './params.js';
import type { Dialect } from './fields.js';
import type { Batch } from './rows.js';
import { complaint, placed } from './sentences.js';
import { numberOf } from './words.js';

export interface Plan {
  readonly names: readonly string[];
  readonly features: readonly ColumnRequest[];
  readonly target: ColumnRequest;
  readonly time: ColumnRequest | undefined;
  readonly groups: ColumnRequest | undefined;
  readonly weights: ColumnRequest | undefined;
}

const ROLES = ['target', 'time', 'groups', 'weights'] as const;
type Role = (typeof ROLES)[number];
const roleWords: Readonly<Record<Role, string>> = {
  target: 'to predict',
  time: 'for the time',
  groups: 'for the groups',
  weights: 'for the weights',
};

interface Source {
  readonly file: string;
  readonly dialect: Dialect;
  /** A batch whose first row is the file's first. */
  readonly batch: Batch;
}

/** @throws {Problem} everything at once that is wrong with the names and with what the parameters say of them. */
export function planColumns(source: Source, params: CsvParams): Plan {
  const first = source.batch.rows[0] as readonly string[];
  const names = first.map((text, j) => (params.header && text.trim()) || `c${String(j + 1)}`);
  if (params.header) demand(headerComplaints(source, first, names, params));
  demand([...unknownColumns(source.file, names, params), ...mixedRoles(params)]);
  const roleOf = new Map(ROLES.map((role) => [params[role], role]));
  const all = names.map((name, field): ColumnRequest => ({ name, field, demanded: demandOf(name, params) }));
  const features = all.filter(({ name }) => !roleOf.has(name) && typeOf(name, params) !== 'ignore');
  if (features.length === 0)
    demand([complaint('csvNoFeatures', { file: source.file, separator: JSON.stringify(source.dialect.separator) })]);
  const named = (name: string | undefined) => all.find((column) => column.name === name);
  const target = named(params.target) as ColumnRequest;
  return {
    names,
    features,
    target,
    time: named(params.time),
    groups: named(params.groups),
    weights: named(params.weights),
  };
}

function demand(complaints: readonly Complaint[]): void {
  if (complaints.length > 0) throw new Problem(complaints);
}

function typeOf(name: string, { columns }: CsvParams): ColumnType | 'ignore' | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

function demandOf(name: string, params: CsvParams): ColumnRequest['demanded'] {
  const declared = typeOf(name, params);
  if (name === params.weights) return { type: 'numeric', because: 'it gives the weights' };
  if (name === params.groups) return { type: 'categorical', because: 'it gives the groups' };
  if (name === params.target && params.task === 'regression')
    return { type: 'numeric', because: 'it is the target of a regression' };
  if (declared === undefined || declared === 'ignore') return undefined;
  return { type: declared, because: '"columns" declares it numeric' };
}

function headerComplaints(
  { file, batch }: Source,
  header: readonly string[],
  names: readonly string[],
  { columns }: CsvParams,
): readonly Complaint[] {
  const at = (field: number): string => placed(file, batch.place(0, field));
  if (header.every((text) => !Number.isNaN(numberOf(text)))) return [complaint('csvHeaderOfNumbers', { at: at(0) })];
  const seen = new Map<string, number>();
  return names.flatMap((name, field) => {
    const before = seen.get(name);
    if (before === undefined) seen.set(name, field);
    else return [complaint('csvDuplicateName', { at: at(field), name, first: before + 1, second: field + 1 })];
    const unnamed = (header[field] as string).trim() === '' && !Object.hasOwn(columns, name);
    return unnamed ? [complaint('csvUnnamed', { at: at(field), name })] : [];
  });
}

function unknownColumns(file: string, names: readonly string[], params: CsvParams): readonly Complaint[] {
  const roles = ROLES.map((role) => ({ name: params[role], role: roleWords[role], pointer: `/${role}` }));
  const typed = Object.keys(params.columns).map((name) => ({
    name,
    role: 'that "columns" names',
    pointer: `/columns/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }));
  return [...roles, ...typed].flatMap(({ name, role, pointer }) =>
    name === undefined || names.includes(name) ? [] : [complaint('csvNoColumn', { file, role, name, names }, pointer)],
  );
}

function mixedRoles(params: CsvParams): readonly Complaint[] {
  const given = ROLES.filter((role) => params[role] !== undefined);
  return given.flatMap((role, i) => {
    const name = params[role] as string;
    const other = given.slice(0, i).find((each) => params[each] === name);
    if (other !== undefined) return [complaint('csvTwoRoles', { name, roles: [other, role] }, `/${role}`)];
    const found = typeOf(name, params);
    const fits = found === undefined || (role === 'target' && found !== 'ignore');
    return fits ? [] : [complaint('csvTypedRole', { name, role, found }, '/columns')];
  });
}
