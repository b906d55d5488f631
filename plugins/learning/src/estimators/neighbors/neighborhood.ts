// Training rows that can be asked for neighbors. What was found for the held-out rows of a fold is kept for the next
// trial, which then needs no distance at all.
import type { Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import { powerDistances, takeRoots } from './distances.js';
import { Nearest } from './nearest.js';

/** The nearest training rows of some rows. */
export interface Neighbors {
  /** How many are listed for each row; a model may use fewer. */
  readonly each: number;
  /** Rows × each: positions of training rows, nearest first. */
  readonly indices: Int32Array;
  /** Rows × each. */
  readonly distances: Float64Array;
}

// A search keeps at least so many, and twice as many when it must be done again, so that a study that tunes the
// number of neighbors searches only a few times.
const LEAST_KEPT = 32;

export class Neighborhood {
  private kept: { readonly table: Table; readonly neighbors: Neighbors } | undefined;

  constructor(
    /** Training rows × columns, row-major. */
    readonly values: Float64Array,
    readonly length: number,
    readonly width: number,
    /** Exponent of the distance. */
    readonly p: number,
  ) {}

  /** At least `count` neighbors of each row, kept for later. */
  keep(table: Table, count: number, pulse: () => void): Neighbors {
    const known = this.known(table, count);
    if (known !== undefined) return known;
    const doubled = this.kept?.table === table ? 2 * this.kept.neighbors.each : LEAST_KEPT;
    const neighbors = this.search(table, Math.min(this.length, Math.max(count, doubled)), pulse);
    this.kept = { table, neighbors };
    return neighbors;
  }

  /** At least `count` neighbors of each row. */
  of(table: Table, count: number): Neighbors {
    return this.known(table, count) ?? this.search(table, count, () => undefined);
  }

  private known(table: Table, count: number): Neighbors | undefined {
    const { kept } = this;
    return kept?.table === table && kept.neighbors.each >= count ? kept.neighbors : undefined;
  }

  private search(table: Table, each: number, pulse: () => void): Neighbors {
    const asked = numericRows(table, 'k-nearest-neighbors');
    const width = table.columns.length;
    if (width !== this.width)
      throw new Error(`The model was fitted on ${this.width} columns and asked about ${width}.`);
    const indices = new Int32Array(table.length * each);
    const distances = new Float64Array(table.length * each);
    const line = new Float64Array(this.length);
    const nearest = new Nearest(each);
    for (let i = 0; i < table.length; i++) {
      pulse();
      powerDistances(asked, i * width, this.values, width, this.p, line);
      nearest.select(line, indices, distances, i * each);
    }
    takeRoots(distances, this.p);
    return { each, indices, distances };
  }
}
