// Seeded, splittable random numbers: xoshiro128** 1.1 (Blackman & Vigna 2021) for the stream, MurmurHash3's
// finaliser (Appleby, public domain) to make seeds of labels.
import type { Random } from '../contracts/random.js';

type Key = readonly [number, number, number, number];

/** A generator for a study's seed: any integer up to 2^53, or a text. */
export function seeded(seed: number | string): Random {
  return new Xoshiro(derive([0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x8aed2a6b], String(seed)));
}

/** A non-negative integer below 2^53 that depends on all the parts, for seeds that must travel as JSON. */
export function seedOf(...parts: readonly (string | number)[]): number {
  const [a, b] = derive([0x452821e6, 0x38d01377, 0xbe5466cf, 0x34e90c6c], parts.join('\u0000'));
  return (a >>> 0) * 0x200000 + (b >>> 11);
}

class Xoshiro implements Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare = Number.NaN;

  constructor(private readonly key: Key) {
    [this.a, this.b, this.c, this.d] = key;
  }

  next(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  normal(): number {
    // Marsaglia & Bray 1964, polar method: two normals at a time.
    if (!Number.isNaN(this.spare)) {
      const kept = this.spare;
      this.spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = y * factor;
      return x * factor;
    }
  }

  shuffle<T extends { readonly length: number; [index: number]: unknown }>(items: T): T {
    const slots: { [index: number]: unknown } = items;
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = slots[i];
      slots[i] = slots[j];
      slots[j] = kept;
    }
    return items;
  }

  split(label: string | number): Random {
    return new Xoshiro(derive(this.key, String(label)));
  }

  private word(): number {
    const result = Math.imul(rotate(Math.imul(this.b, 5), 7), 9);
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = rotate(this.d, 11);
    return result;
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A new key from a key and a text: each character is mixed into one word in turn, at the end all into all. */
function derive(key: Key, label: string): Key {
  let [a, b, c, d] = key;
  for (let i = 0; i < label.length; i++) {
    const mixed = mix(a ^ Math.imul(label.charCodeAt(i) + 1, 0xcc9e2d51)) + d;
    a = b;
    b = c;
    c = d;
    d = mixed;
  }
  a ^= label.length;
  for (let round = 0; round < 2; round++) {
    a = mix(a + 0x9e3779b9 + d);
    b = mix(b ^ a);
    c = mix(c ^ b);
    d = mix(d ^ c);
  }
  return [a, b, c, d | 1]; // The state of xoshiro must not be all zero.
}
