// Work that trials share: the least recently used part is dropped when the whole grows too large.

/** Enough for the kernel matrices of ten folds of digits; far below what a machine that tunes has. */
const LIMIT = 512 * 2 ** 20; // bytes

export class SharedCache {
  private readonly entries = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  private bytes = 0;

  constructor(private readonly limit = LIMIT) {}

  get<T>(key: string, make: () => T): T {
    const found = this.entries.get(key);
    if (found !== undefined) {
      // A Map keeps insertion order: moving to the end marks the most recent use.
      this.entries.delete(key);
      this.entries.set(key, found);
      return found.value as T;
    }
    const value = make();
    const bytes = weigh(value, 3);
    this.entries.set(key, { value, bytes });
    this.bytes += bytes;
    this.shrink();
    if (value instanceof Promise) this.forgetWhenRejected(key, value);
    return value;
  }

  /** A promise may fail for reasons of the trial that made it, such as its cancellation; the next one tries again. */
  private forgetWhenRejected(key: string, value: Promise<unknown>): void {
    value.catch(() => {
      const entry = this.entries.get(key);
      if (entry?.value !== value) return;
      this.entries.delete(key);
      this.bytes -= entry.bytes;
    });
  }

  private shrink(): void {
    for (const [key, { bytes }] of this.entries) {
      if (this.bytes <= this.limit || this.entries.size === 1) return;
      this.entries.delete(key);
      this.bytes -= bytes;
    }
  }
}

/** Bytes of the typed arrays in a value, looked for to a depth; everything else counts little beside them. */
function weigh(value: unknown, depth: number): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null || depth === 0) return 16;
  let bytes = 64;
  for (const part of Object.values(value)) bytes += weigh(part, depth - 1);
  return bytes;
}
