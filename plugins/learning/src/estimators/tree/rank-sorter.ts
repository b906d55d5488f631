// Sorts positions by small whole keys: by insertion where there are few, else by counting digits. Stable.

const FEW = 24; // Below it insertion is faster.
const DIGIT = 8; // bits
const WIDE_DIGIT = 11; // bits, where there are many to sort
const MANY = 4096;

export class RankSorter {
  private order: Int32Array;
  private spare: Int32Array;
  private readonly counts: Int32Array;

  /** For up to `size` keys, each below `size`. */
  constructor(size: number) {
    this.order = new Int32Array(size);
    this.spare = new Int32Array(size);
    this.counts = new Int32Array(Math.max(size, 1 << WIDE_DIGIT));
  }

  /**
   * The positions 0 … `count` − 1 so that their keys rise; the array holds until the next call.
   * All keys are in [`low`, `high`].
   */
  sort(keys: Int32Array, count: number, low: number, high: number): Int32Array {
    if (count <= FEW) return this.insert(keys, count);
    const range = high - low;
    const bits = 32 - Math.clz32(range);
    // One pass over all that the keys can be, unless that is much more than there are keys.
    const passes = range < 4 * count ? 1 : Math.ceil(bits / (count < MANY ? DIGIT : WIDE_DIGIT));
    const digit = Math.ceil(bits / passes);
    const { order } = this;
    for (let i = 0; i < count; i++) order[i] = i;
    const size = passes === 1 ? range + 1 : 1 << digit;
    const mask = passes === 1 ? -1 : size - 1;
    for (let pass = 0; pass < passes; pass++) this.distribute(keys, count, low, pass * digit, mask, size);
    return this.order;
  }

  private insert(keys: Int32Array, count: number): Int32Array {
    const { order } = this;
    for (let i = 0; i < count; i++) {
      const key = keys[i] as number;
      let slot = i;
      while (slot > 0 && (keys[order[slot - 1] as number] as number) > key) {
        order[slot] = order[slot - 1] as number;
        slot--;
      }
      order[slot] = i;
    }
    return order;
  }

  /** One stable pass by a digit of keys − `low`, which takes fewer than `size` values. */
  private distribute(keys: Int32Array, count: number, low: number, shift: number, mask: number, size: number): void {
    const { order, spare, counts } = this;
    counts.fill(0, 0, size);
    for (let i = 0; i < count; i++) {
      const slot = (((keys[i] as number) - low) >>> shift) & mask;
      counts[slot] = (counts[slot] as number) + 1;
    }
    for (let slot = 0, before = 0; slot < size; slot++) {
      const here = counts[slot] as number;
      counts[slot] = before;
      before += here;
    }
    for (let i = 0; i < count; i++) {
      const position = order[i] as number;
      const slot = (((keys[position] as number) - low) >>> shift) & mask;
      const to = counts[slot] as number;
      spare[to] = position;
      counts[slot] = to + 1;
    }
    this.order = spare;
    this.spare = order;
  }
}
