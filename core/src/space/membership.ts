// From configurations to points, and what is wrong where that cannot be.
import type { Json } from '../contracts/json.js';
import type { Configuration, Point } from '../contracts/space.js';
import { isActive } from './activity.js';
import { canonical } from '../numeric/canonical.js';
import type { Column, Gate, Options } from './column.js';

/** Why a configuration is no member; one a parameter. */
export type Fault =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'missing'; readonly column: Column }
  | { readonly kind: 'inactive'; readonly column: Column; readonly found: Json }
  | { readonly kind: 'outside'; readonly column: Column; readonly found: Json };

// States of `cells` beside the index of an alternative.
const INACTIVE = -1;
const UNDECIDED = -2; // The choice itself is at fault, so nothing can be said of what depends on it.

/** Writes the point of a configuration; the answer is empty when it is a member. */
export function locate(configuration: Configuration, columns: readonly Column[], point: Point): readonly Fault[] {
  const faults: Fault[] = [];
  const cells = new Int32Array(columns.length);
  const names = new Set<string>();
  columns.forEach((column, i) => {
    names.add(column.parameter);
    const found = Object.hasOwn(configuration, column.parameter) ? configuration[column.parameter] : undefined;
    point[i] = NaN;
    cells[i] = INACTIVE;
    if (column.gates.some((gate) => isUndecided(gate, cells))) cells[i] = UNDECIDED;
    else if (!isActive(column, cells)) {
      if (found !== undefined && !column.nested) faults.push({ kind: 'inactive', column, found });
    } else if (found === undefined) {
      cells[i] = UNDECIDED;
      faults.push({ kind: 'missing', column });
    } else if (!place(column, found, i, point, cells)) faults.push({ kind: 'outside', column, found });
  });
  for (const name of Object.keys(configuration)) {
    if (!names.has(name) && configuration[name] !== undefined) faults.push({ kind: 'unknown', name });
  }
  return faults;
}

function isUndecided({ parent }: Gate, cells: Int32Array): boolean {
  return cells[parent] === UNDECIDED;
}

function place(column: Column, found: Json, i: number, point: Point, cells: Int32Array): boolean {
  const { axis, options } = column;
  const number = options === undefined ? found : alternativeOf(options, found);
  const coordinate = typeof number === 'number' ? axis.locate(number) : NaN;
  const fits = !Number.isNaN(coordinate);
  point[i] = coordinate;
  cells[i] = !fits ? UNDECIDED : options === undefined ? 0 : (number as number);
  return fits;
}

/** The first alternative that the value fits, constants before domains; undefined when there is none. */
function alternativeOf({ indices, nested }: Options, found: Json): number | undefined {
  if (Number.isNaN(found)) return undefined; // Written as JSON it would be null.
  const index = indices.get(canonical(found));
  if (index !== undefined || typeof found !== 'number') return index;
  return nested.find(({ axis }) => !Number.isNaN(axis.locate(found)))?.index;
}
