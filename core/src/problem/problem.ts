// What a user did wrong, said so that it can be mended. Bugs are plain errors; this is not one of them.

/** One thing that is wrong, and what to do about it. */
export interface Complaint {
  /** Names the sentence: a key of the message catalogue. */
  readonly code: string;
  /** Complete sentences: what was found, what is allowed, what to do. */
  readonly text: string;
  /** JSON pointer into the definition, '' for the whole of it; absent when it is not about a definition. */
  readonly pointer?: string;
  /** The file it is in, or the assignment, when that is not the file of the definition itself. */
  readonly file?: string;
  /** Where it stands in the file, both from 1; absent when there is no file. */
  readonly line?: number;
  readonly column?: number;
}

// Two copies of this package must recognise each other's errors, so the brand is global.
const BRAND = Symbol.for('@tunewright/problem');

/** Carries every complaint there is at once, so that a user mends a file in one go. */
export class Problem extends Error {
  readonly [BRAND] = true;

  constructor(readonly complaints: readonly Complaint[]) {
    super(complaints.map(inOneLine).join('\n'));
    this.name = 'Problem';
  }

  static of(code: string, text: string, pointer?: string): Problem {
    return new Problem([pointer === undefined ? { code, text } : { code, text, pointer }]);
  }
}

/** `/steps/0/C: must be > 0, found -1.` */
function inOneLine({ text, pointer, file, line, column }: Complaint): string {
  const place = file !== undefined && line !== undefined ? `${file}:${line}:${column ?? 1}` : file;
  const where = [place, pointer === '' ? '(top level)' : pointer].filter((part) => part !== undefined).join(' ');
  return where === '' ? text : `${where}: ${text}`;
}

/** Whether an error is a {@link Problem}, of this copy of the package or another. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && BRAND in error;
}
