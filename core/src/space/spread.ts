// Which coordinates of a dimension a grid visits.
import type { Column } from './column.js';

/** `count` coordinates in rising order. */
export interface Spread {
  readonly count: number;
  at(index: number): number;
}

/**
 * All cells of a dimension; `resolution` evenly spaced ones on its scale, both ends included, when it is continuous, or
 * has more of them and they were not listed by the user. A resolution of 1 takes the middle.
 */
export function spreadOf({ axis }: Column, resolution: number | undefined): Spread {
  const all = axis.listed || resolution === undefined || axis.levels <= resolution;
  if (all) return { count: axis.levels, at: (index) => axis.cell(index) };
  const share = (index: number): number => (resolution === 1 ? 0.5 : index / (resolution - 1));
  if (axis.levels === Infinity) return { count: resolution, at: share };
  // Neighbours can round to the same cell at the dense end of a log scale.
  const coordinates = [...new Set(Array.from({ length: resolution }, (_, index) => axis.along(share(index))))];
  return { count: coordinates.length, at: (index) => coordinates[index] as number };
}
