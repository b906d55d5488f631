// Says a thing once, counts it when it comes again, and tells the rest at the end.
import { count } from './format.js';
import type { Look } from './look.js';
import { cut, displayWidth, harmless, wrapAtMost } from './text.js';

interface Entry {
  readonly text: string;
  readonly wasCut: boolean;
  times: number;
}

const LINES_AT_THE_END = 4;

export class Tally {
  private readonly entries = new Map<string, Entry>();

  /** The line to show, or undefined when this code was shown before. */
  add(code: string, text: string, { width, signs }: Look): string | undefined {
    const known = this.entries.get(code);
    if (known !== undefined) {
      known.times++;
      return undefined;
    }
    const line = harmless(text);
    this.entries.set(code, { text: line, wasCut: displayWidth(line) > width, times: 1 });
    return cut(line, width, signs.ellipsis);
  }

  /** What came more than once, and in full what had to be cut. */
  rest({ width, signs }: Look): readonly string[] {
    return [...this.entries].flatMap(([code, { text, wasCut, times }]) => {
      const more = `${count(times - 1)} more`;
      if (wasCut) {
        const full = times > 1 ? `${text} (${more})` : text;
        return wrapAtMost(LINES_AT_THE_END, full, width, '  ', signs.ellipsis);
      }
      return times > 1 ? [cut(`${harmless(code)}: ${more}`, width, signs.ellipsis)] : [];
    });
  }
}
