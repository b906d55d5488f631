// The lines of a file one by one, in memory bounded by the longest line. Knows nothing of what they mean.
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1 << 16;
const NEWLINE = 10;

export interface FileLine {
  /** Without the newline. Read it before asking for the next line. */
  readonly bytes: Buffer;
  /** Bytes of the file up to and including this line. */
  readonly end: number;
  /** False for a last line without a newline. */
  readonly complete: boolean;
}

/** Throws what the operating system throws. */
export function* fileLines(file: string): Generator<FileLine, void, undefined> {
  const descriptor = openSync(file, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    let end = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = readSync(descriptor, chunk, 0, CHUNK, null);
      if (count === 0) break;
      const fresh = chunk.subarray(0, count);
      // Only the new part is searched: a line of many chunks costs no second search.
      let from = 0;
      let newline = fresh.indexOf(NEWLINE);
      while (newline >= 0) {
        const part = fresh.subarray(from, newline);
        const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
        if (rest.length > 0) rest = Buffer.alloc(0);
        end += bytes.length + 1;
        yield { bytes, end, complete: true };
        from = newline + 1;
        newline = fresh.indexOf(NEWLINE, from);
      }
      const tail = fresh.subarray(from);
      rest = rest.length === 0 ? tail : Buffer.concat([rest, tail]);
    }
    if (rest.length > 0) yield { bytes: rest, end: end + rest.length, complete: false };
  } finally {
    closeSync(descriptor);
  }
}
