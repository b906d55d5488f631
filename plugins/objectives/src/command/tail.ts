// The end of a stream of bytes, in bounded memory.
import { stripVTControlCharacters } from 'node:util';

export class Tail {
  private readonly chunks: Buffer[] = [];
  private kept = 0;
  private seen = 0;

  /** @param limit Bytes to keep. */
  constructor(private readonly limit: number) {}

  add(chunk: Buffer): void {
    const { chunks, limit } = this;
    // Copies: a slice would keep the stream's whole block.
    const end = Buffer.from(chunk.subarray(Math.max(0, chunk.length - limit)));
    chunks.push(end);
    this.kept += end.length;
    this.seen += chunk.length;
    while (chunks[0] !== undefined && this.kept - chunks[0].length >= limit)
      this.kept -= (chunks.shift() as Buffer).length;
  }

  /** UTF-8, as far as it is. */
  text(): string {
    const bytes = Buffer.concat(this.chunks);
    const text = bytes.subarray(Math.max(0, bytes.length - this.limit)).toString('utf8');
    // The cut may have gone through a character.
    return this.seen > this.limit ? text.replace(/^\ufffd+/, '') : text;
  }

  /** As a terminal would show it: without colors, and of lines written over only the last state. */
  readable(): string {
    const lines = stripVTControlCharacters(this.text()).split(/\r?\n/);
    const last = lines.map((line) => line.slice(line.trimEnd().lastIndexOf('\r') + 1));
    return last
      .join('\n')
      .replace(/[^\P{Cc}\n\t]/gu, '')
      .trim();
  }
}
