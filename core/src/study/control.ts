// Which trials are kept out of the hands of searcher or stoppers, so that there is something to compare with.
import type { Random } from '../contracts/random.js';

/** Shares of the trials, from 0 to 1. Trials of `start` are neither kept out nor counted. */
export interface Control {
  /** Drawn at random from the space, whatever the searcher would propose. */
  readonly random: number;
  /** Never ended by a stopper. */
  readonly unstopped: number;
}

/**
 * Picks a share of the numbers 0, 1, 2, …: of the first n at least ⌊n · share⌋ and at most ⌈n · share⌉.
 *
 * One place is drawn uniformly in each of the stretches that are 1 / share long (stratified sampling with one draw a
 * stratum; Cochran 1977, "Sampling techniques", chapter 8), and the number under it is picked. Equal distances
 * would be as exact, but fall into step with whatever comes round in the same rhythm: a tenth of a grid whose last
 * parameter has ten values would always have the same value, and two shares of a tenth always or never the same trial.
 */
export class Share {
  private decided = 0;
  private picked = false;
  private stretch = 0;
  private place: number;
  /** Places passed whose number was taken already: the next free number is picked for them. */
  private owed = 0;

  constructor(
    private readonly share: number,
    private readonly random: Random,
  ) {
    this.place = this.draw();
  }

  /** Numbers are asked in order; the latest may be asked again. */
  includes(number: number): boolean {
    while (this.decided <= number) this.picked = this.pick(this.decided++);
    return this.picked;
  }

  private pick(number: number): boolean {
    for (; this.place < number + 1; this.place = this.draw()) {
      this.owed++;
      this.stretch++;
    }
    if (this.owed === 0) return false;
    this.owed--;
    return true;
  }

  private draw(): number {
    return this.share > 0 ? (this.stretch + this.random.next()) / this.share : Infinity;
  }
}

/** The most numbers that hold `others` beside those picked; Infinity when all are picked. */
export function withPicked(others: number, share: number): number {
  // At most ⌈n · share⌉ of n are picked, so n − ⌈n · share⌉ = ⌊n · (1 − share)⌋ ≤ others.
  return share === 0 ? others : Math.ceil((others + 1) / (1 - share)) - 1;
}
