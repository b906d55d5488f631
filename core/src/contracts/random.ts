/**
 * A seeded generator. It is passed, never global: who needs randomness takes a {@link Random} and splits it.
 * Splitting does not advance the parent, so `split('trial 7')` is the same whatever was drawn before.
 */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform integer in [0, `bound`); `bound` is a positive integer up to 2^53. */
  below(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** Puts the items in random order, in place (Fisher–Yates), and returns them. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(items: T): T;
  /** An independent generator that depends on this one's seed and the label alone. */
  split(label: string | number): Random;
}
