// Counts texts without keeping them: a study of a million trials must not hold a million configurations to know which
// came before.

/** Slots at the beginning; a power of 2, as it always is. */
const FIRST_SIZE = 1024;

/**
 * How often each text came, in 24 to 48 bytes a text. Texts are told apart by a hash of 64 bits: among a million of
 * them one is taken for another with a probability of 3e-8.
 */
export class Tally {
  /** Different texts. */
  size = 0;
  // Open addressing with linear probing; a slot with count 0 is free.
  private first = new Int32Array(FIRST_SIZE);
  private second = new Int32Array(FIRST_SIZE);
  private counts = new Uint32Array(FIRST_SIZE);

  /** Counts the text; how often it had come before. */
  add(text: string): number {
    if (this.size * 2 >= this.counts.length) this.grow();
    const [one, two] = [hash(text, 0x01000193), hash(text, 0x5bd1e995)];
    const slot = this.slotOf(one, two);
    const before = this.counts[slot] as number;
    if (before === 0) this.fill(slot, one, two, 1);
    else this.counts[slot] = before + 1;
    return before;
  }

  has(text: string): boolean {
    return this.counts[this.slotOf(hash(text, 0x01000193), hash(text, 0x5bd1e995))] !== 0;
  }

  private slotOf(one: number, two: number): number {
    const { first, second, counts } = this;
    const mask = counts.length - 1;
    let slot = one & mask;
    while (counts[slot] !== 0 && (first[slot] !== one || second[slot] !== two)) slot = (slot + 1) & mask;
    return slot;
  }

  private fill(slot: number, one: number, two: number, count: number): void {
    this.first[slot] = one;
    this.second[slot] = two;
    this.counts[slot] = count;
    this.size++;
  }

  private grow(): void {
    const { first, second, counts } = this;
    this.first = new Int32Array(first.length * 2);
    this.second = new Int32Array(first.length * 2);
    this.counts = new Uint32Array(first.length * 2);
    this.size = 0;
    for (let slot = 0; slot < counts.length; slot++) {
      const [one, two, count] = [first[slot] as number, second[slot] as number, counts[slot] as number];
      if (count > 0) this.fill(this.slotOf(one, two), one, two, count);
    }
  }
}

/** 32 bits: FNV-1a (Fowler, Noll & Vo) with the multiplier given, then MurmurHash3's finalizer (Appleby). */
function hash(text: string, multiplier: number): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), multiplier);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
