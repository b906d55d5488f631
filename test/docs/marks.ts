// What stands behind the language of a fence: ```json file=wine.json, ```sh unchecked="it needs a network".

/**
 * - `file=name`: is written to the page's folder under this name before anything runs.
 * - `source=path`: is the text of that file, relative to the page.
 * - `with=path` or `with=path:name`: that file, relative to the page, is copied to the page's folder.
 * - `fragment`: members of a definition; `fragment=key`: the value of one key.
 * - `frame=name`: the file of the page that a fragment goes into.
 * - `refused`: a definition that is not sound, or a program that does not compile.
 * - `output`: what the snippet before it prints.
 * - `exit=code`: how the commands end.
 * - `no-run="reason"`: a program that is compiled only.
 * - `unchecked="reason"`: nothing is checked.
 */
const KNOWN = [
  'file',
  'source',
  'with',
  'fragment',
  'frame',
  'refused',
  'output',
  'exit',
  'no-run',
  'unchecked',
] as const;
const NEED_VALUE: readonly string[] = ['file', 'source', 'with', 'frame', 'exit', 'no-run', 'unchecked'];

export type Marks = ReadonlyMap<string, string>;

export function readMarks(meta: string): Marks {
  const marks = new Map<string, string>();
  for (const [, name = '', quoted, bare] of meta.matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|(\S*)))?/g))
    marks.set(name, quoted ?? bare ?? '');
  return marks;
}

/** What is wrong with the marks, in sentences. */
export function wrongMarks(marks: Marks): string[] {
  return [...marks].flatMap(([name, value]) => {
    if (!(KNOWN as readonly string[]).includes(name))
      return [`There is no mark "${name}". Known: ${KNOWN.join(', ')}.`];
    return NEED_VALUE.includes(name) && value === '' ? [`The mark "${name}" needs a value: ${name}="…".`] : [];
  });
}
