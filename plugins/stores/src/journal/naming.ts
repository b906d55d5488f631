// How the files of a journal folder are named: `<name>-<first 8 of the identity>-<n>.jsonl`. The header tells what a
// file really holds; two studies may share a stem.

export const EXTENSION = '.jsonl';

/** What the names of all files of a study begin with. */
export function stemOf(name: string, identity: string): string {
  return `${fileSafe(name).slice(0, 60) || 'study'}-${fileSafe(identity).slice(0, 8)}-`;
}

/** The n of a file with this stem; undefined for any other file. */
export function numberOf(stem: string, file: string): number | undefined {
  if (!file.startsWith(stem) || !file.endsWith(EXTENSION)) return undefined;
  const number = file.slice(stem.length, -EXTENSION.length);
  return /^[1-9]\d{0,14}$/.test(number) ? Number(number) : undefined;
}

/** Letters, digits, `_`, `.` and `-`, which every file system takes; no dot or dash at the ends. */
function fileSafe(text: string): string {
  return text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
}
