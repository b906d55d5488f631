// The lines of a stream of bytes that may be numbers or JSON objects, in bounded memory. All others are passed over by
// their first byte: programs may print more than is worth looking at.

/** Bytes; longer lines are passed over. */
export const LONGEST_LINE = 65_536;
const LONGEST_WORD = 16; // bytes of `-Infinity`, a line break of Windows and some blanks

const NEWLINE = 10;
const STARTS = new Set(Buffer.from('{+-.0123456789 \t'));
// Of `nan` and `Infinity`, but of many other words as well.
const WORDS = new Set(Buffer.from('iInN'));

export class Lines {
  private readonly held: Buffer[] = [];
  private size = 0;
  /** Lines that were longer than {@link LONGEST_LINE}. */
  tooLong = 0;

  /** @param take Called with each line that may be of interest. */
  constructor(private readonly take: (line: string) => void) {}

  add(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (this.size === 0) this.consider(chunk, start, end);
      else {
        this.hold(chunk.subarray(start, end));
        this.end();
      }
      start = end + 1;
    }
    if (start < chunk.length) this.hold(chunk.subarray(start));
  }

  /** Takes the last line, which need not end in a line break. */
  end(): void {
    const line = Buffer.concat(this.held);
    const { size } = this;
    this.held.length = 0;
    this.size = 0;
    this.consider(line, 0, size);
  }

  private hold(part: Buffer): void {
    this.size += part.length;
    // A copy: a slice would keep the stream's whole block.
    if (this.size <= LONGEST_LINE) this.held.push(Buffer.from(part));
    else this.held.length = 0;
  }

  private consider(bytes: Buffer, start: number, end: number): void {
    const first = bytes[start] as number;
    const length = end - start;
    if (length > LONGEST_LINE) this.tooLong++;
    else if (length > 0 && (STARTS.has(first) || (WORDS.has(first) && length <= LONGEST_WORD)))
      this.take(bytes.toString('utf8', start, end));
  }
}
