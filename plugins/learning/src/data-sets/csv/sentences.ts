// Every sentence about a user's file of rows, a function of named facts; its key is the complaint's code.
import { Problem, suggestion, type Complaint } from '@tunewright/core';

/** Where something stands in the file: both from 1; the column counts characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `rows.csv:3:17`. */
export function placed(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** A value as it is shown: not more than 40 characters of it. */
function shown(value: string): string {
  return JSON.stringify(value.length <= 40 ? value : `${value.slice(0, 39)}…`);
}

type Role = 'target' | 'time' | 'groups' | 'weights';
const roleWords: Readonly<Record<Role, string>> = {
  target: 'target',
  time: 'time',
  groups: 'groups',
  weights: 'weights',
};

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** How to say that a column is of another type, or is none. */
const asColumn = (name: string, type: string): string => `"columns": { ${JSON.stringify(name)}: "${type}" }`;

const sentences = {
  // The file.
  csvNotReadable: (p: { file: string; reason: string }) =>
    `${p.file} cannot be read: ${p.reason}. Relative paths start in the folder of the definition.`,
  csvEmpty: (p: { file: string }) =>
    `${p.file} is empty. It should hold a line of column names, and a line for each row.`,
  csvNoRows: (p: { file: string }) =>
    `${p.file} holds no rows after the line of column names. If it has no such line, set "header": false.`,
  csvChanged: (p: { file: string }) => `${p.file} has changed while it was read. Start again when it is complete.`,
  csvTooLarge: (p: { file: string; gigabytes: string }) =>
    `${p.file} needs ${p.gigabytes} GB of memory, more than can be had. Leave columns out by "columns": { "…": "ignore" }.`,
  csvNotUtf8: (p: { at: string; byte: string; offset: number }) =>
    `${p.at}: The byte ${p.byte} (at offset ${p.offset}) is not UTF-8. Save the file as UTF-8, or set "encoding": "latin1".`,
  csvUtf16: (p: { file: string }) => `${p.file} is UTF-16 text. Save it as UTF-8.`,
  csvBinary: (p: { at: string; offset: number }) =>
    `${p.at}: There is a byte 0 (at offset ${p.offset}), so this is no text: a compressed file, a spreadsheet or UTF-16. ` +
    'Save it as a UTF-8 text with one line a row.',

  // Its fields.
  csvOpenQuote: (p: { at: string; quote: string }) =>
    `${p.at}: The field that begins here with ${p.quote} is never closed. Close it, write a ${p.quote} inside quotes twice, ` +
    'or set another "quote".',
  csvTextAfterQuote: (p: { at: string; quote: string; separator: string }) =>
    `${p.at}: The field that begins here with ${p.quote} goes on after its closing ${p.quote}, where only ${p.separator} or ` +
    `the end of the line is allowed. Write a ${p.quote} inside quotes twice, or set another "quote".`,
  csvLongField: (p: { at: string; limit: string; quoted: boolean; quote: string }) =>
    `${p.at}: The field that begins here is longer than ${p.limit} characters, the most a field may have. ` +
    (p.quoted
      ? `It begins with ${p.quote}, which is perhaps never closed: close it, or set another "quote".`
      : 'Check "separator" and the ends of the lines.'),
  csvRagged: (p: { at: string; found: number; allowed: number; separator: string; header: boolean }) =>
    `${p.at}: This row has ${counted(p.found, 'field')}, but ${p.header ? 'the header names' : 'the first row has'} ` +
    `${p.allowed}, separated by ${p.separator}. Mend the row (a field that holds a separator belongs in quotes), or say ` +
    'another "separator".',

  // Its columns.
  csvDuplicateName: (p: { at: string; name: string; first: number; second: number }) =>
    `${p.at}: Columns ${p.first} and ${p.second} are both called ${shown(p.name)}. Rename one of them.`,
  csvUnnamed: (p: { at: string; name: string }) =>
    `${p.at}: This column has no name. If it only numbers the rows, leave it out by ${asColumn(p.name, 'ignore')}; ` +
    `if not, name it in the file, or say ${asColumn(p.name, 'numeric')}.`,
  csvHeaderOfNumbers: (p: { at: string }) =>
    `${p.at}: The first line should name the columns, but holds only numbers. Set "header": false, or add the names.`,
  csvNoColumn: (p: { file: string; role: string; name: string; names: readonly string[] }) =>
    `${p.file} has no column ${shown(p.name)} ${p.role}. ${suggestion(p.name, p.names)}`,
  csvTwoRoles: (p: { name: string; roles: readonly Role[] }) =>
    `The column ${shown(p.name)} is both ${p.roles.map((role) => roleWords[role]).join(' and ')}. Name different columns.`,
  csvTypedRole: (p: { name: string; role: Role; found: string }) =>
    `The column ${shown(p.name)} gives the ${roleWords[p.role]}, so it cannot be "${p.found}" in "columns". Remove it there.`,
  csvNoFeatures: (p: { file: string; separator: string }) =>
    `${p.file} leaves no column to learn from: its columns, separated by ${p.separator}, are the target, have another role, ` +
    'or are ignored. Check "separator" and "columns".',
  csvBadSeparator: (p: { found: string; why: string }) =>
    `The separator ${shown(p.found)} cannot be used: ${p.why}. Leave "separator" out to have it detected, or give another.`,
  csvBadQuote: (p: { found: string }) =>
    `The quote ${shown(p.found)} cannot be used. Give one character that is no letter, digit or line end.`,

  // Values.
  csvNotANumber: (p: { at: string; name: string; found: string; because: string }) =>
    `${p.at}: ${shown(p.name)} must be a finite number, because ${p.because}, found ${shown(p.found)}. ` +
    `If this means that the value is missing, add it to "missing".`,
  csvAllMissing: (p: { file: string; name: string; rows: number }) =>
    `${p.file}: The column ${shown(p.name)} has no value in any of ${counted(p.rows, 'row')}. ` +
    `Leave it out by ${asColumn(p.name, 'ignore')}.`,
  csvMostlyNumbers: (p: { at: string; name: string; found: string; texts: number; numbers: number }) =>
    `${p.at}: The column ${shown(p.name)} holds ${counted(p.numbers, 'number')}, but also ${counted(p.texts, 'text')}, the ` +
    `first of them ${shown(p.found)}. If this means that the value is missing, add it to "missing"; if the column holds ` +
    `categories, say ${asColumn(p.name, 'categorical')}.`,
  csvManyCategories: (p: { file: string; name: string; categories: number; values: number }) =>
    `${p.file}: The column ${shown(p.name)} holds ${p.categories} different texts in ${counted(p.values, 'row')}, as names ` +
    `and free text do, and little can be learned from these. Leave it out by ${asColumn(p.name, 'ignore')}, or say ` +
    `${asColumn(p.name, 'categorical')} if its categories are meant.`,
  csvMissingRole: (p: { at: string; name: string; role: Role; count: number }) =>
    `${p.at}: The column ${shown(p.name)}, which gives the ${roleWords[p.role]}, has no value here` +
    `${p.count === 1 ? '' : `, nor in ${counted(p.count - 1, 'other row')}`}. Fill it in, or remove ` +
    `${p.count === 1 ? 'the row' : 'these rows'}.`,
  csvNegativeWeight: (p: { at: string; found: number }) =>
    `${p.at}: A weight must be ≥ 0, found ${p.found}. Use 0 for a row that should not count.`,
  csvNoWeight: (p: { file: string; name: string }) =>
    `${p.file}: All weights in ${shown(p.name)} are 0, so that no row counts. Give some row a weight above 0.`,
  csvBadTime: (p: { at: string; found: string; dates: boolean }) =>
    `${p.at}: A time must be ${p.dates ? 'a date such as 2024-01-31 or 2024-01-31T18:30:00Z, as in the first row' : 'a number, as in the first row'}, ` +
    `found ${shown(p.found)}. Write all times in one form.`,
  csvOneClass: (p: { file: string; name: string; found: string }) =>
    `${p.file}: The target ${shown(p.name)} is ${shown(p.found)} in all rows, so there is nothing to tell apart. ` +
    'Add rows of another class, or name another target.',
  csvManyClasses: (p: { file: string; name: string; classes: number; rows: number; text: boolean }) =>
    `${p.file}: The target ${shown(p.name)} has ${p.classes} different values in ${counted(p.rows, 'row')}: too many to be ` +
    `classes. ${p.text ? 'Name another target.' : 'Set "task": "regression", or name another target.'}`,
} as const;

type Sentences = typeof sentences;

/** `about` names the parameter of the data set that is at fault, as a JSON pointer within it. */
export function complaint<C extends keyof Sentences>(
  code: C,
  facts: Parameters<Sentences[C]>[0],
  about?: string,
): Complaint {
  const text = (sentences[code] as (facts: Parameters<Sentences[C]>[0]) => string)(facts);
  return about === undefined ? { code, text } : { code, text, pointer: `/data${about}` };
}

export function problem<C extends keyof Sentences>(
  code: C,
  facts: Parameters<Sentences[C]>[0],
  about?: string,
): Problem {
  return new Problem([complaint(code, facts, about)]);
}
