// The different texts of one column.

export class Categories {
  private readonly codes = new Map<string, number>();
  private readonly counts: number[] = [];

  get size(): number {
    return this.codes.size;
  }

  /** Index of the text in order of appearance. */
  code(text: string): number {
    let code = this.codes.get(text);
    if (code === undefined) {
      code = this.codes.size;
      this.codes.set(detached(text), code);
      this.counts.push(0);
    }
    this.counts[code] = (this.counts[code] as number) + 1;
    return code;
  }

  /** Each text and in how many rows it stands, in order of appearance. */
  *entries(): Generator<readonly [text: string, count: number]> {
    for (const [text, code] of this.codes) yield [text, this.counts[code] as number];
  }

  /** The texts sorted by code units, and at each code the place of its text among them. */
  sorted(): { readonly names: readonly string[]; readonly ranks: Int32Array } {
    const names = [...this.codes.keys()].sort();
    const ranks = new Int32Array(names.length);
    names.forEach((name, rank) => (ranks[this.codes.get(name) as number] = rank));
    return { names, ranks };
  }
}

/** A copy of its own: a field is a window on its piece of the file, and would keep all of that in memory. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}
