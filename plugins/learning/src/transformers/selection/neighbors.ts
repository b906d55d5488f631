// Distances to nearest neighbors, and how many values are nearer than a distance.

/** From value i of values in rising order to its k-th nearest other one; there must be so many. */
export function distanceToNeighbor(sorted: Float64Array, i: number, k: number): number {
  const value = sorted[i] as number;
  let below = i - 1;
  let above = i + 1;
  let distance = 0;
  for (let found = 0; found < k; found++) {
    const down = below >= 0 ? value - (sorted[below] as number) : Infinity;
    const up = above < sorted.length ? (sorted[above] as number) - value : Infinity;
    if (down <= up) below--;
    else above++;
    distance = Math.min(down, up);
  }
  return distance;
}

// Points looked at on one side before the other side has its turn: long enough to run smoothly, short enough not to go
// far before near points of the other side have narrowed the search.
const STRETCH = 16;

/**
 * From point i to its k-th nearest other one, the larger of the distances in x and y counting as the distance. Points
 * are in rising order of x. `nearest` is room for k numbers.
 */
export function distanceInPlane(x: Float64Array, y: Float64Array, i: number, k: number, nearest: Float64Array): number {
  nearest.fill(Infinity);
  let down = i > 0;
  let up = i < x.length - 1;
  for (let from = 1; down || up; from += STRETCH) {
    const to = from + STRETCH;
    down = down && lookAt(x, y, i, i - from, Math.max(-1, i - to), k, nearest) && i - to >= 0;
    up = up && lookAt(x, y, i, i + from, Math.min(x.length, i + to), k, nearest) && i + to < x.length;
  }
  return nearest[k - 1] as number;
}

/** Looks at points on one side; false when none farther along can be nearer. */
function lookAt(
  x: Float64Array,
  y: Float64Array,
  i: number,
  first: number,
  end: number,
  k: number,
  nearest: Float64Array,
): boolean {
  const atX = x[i] as number;
  const atY = y[i] as number;
  const by = first < end ? 1 : -1;
  let most = nearest[k - 1] as number;
  for (let other = first; other !== end; other += by) {
    const alongX = Math.abs(atX - (x[other] as number));
    // Whoever is farther in x alone cannot be nearer in the plane, nor can those behind.
    if (alongX >= most) return false;
    const distance = Math.max(alongX, Math.abs(atY - (y[other] as number)));
    if (distance < most) most = keep(distance, nearest, k);
  }
  return true;
}

/** Puts a distance among the k nearest, in rising order; gives the new largest. */
function keep(distance: number, nearest: Float64Array, k: number): number {
  let at = k - 1;
  for (; at > 0 && (nearest[at - 1] as number) > distance; at--) nearest[at] = nearest[at - 1] as number;
  nearest[at] = distance;
  return nearest[k - 1] as number;
}

/** How many of the values, in rising order, are nearer to `value` than `radius`, or equal when the radius is 0. */
export function countWithin(sorted: Float64Array, value: number, radius: number): number {
  return firstBeyond(sorted, value, radius) - firstInside(sorted, value, radius);
}

function firstInside(sorted: Float64Array, value: number, radius: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const distance = value - (sorted[middle] as number);
    if (distance < radius || distance <= 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstBeyond(sorted: Float64Array, value: number, radius: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const distance = (sorted[middle] as number) - value;
    if (distance >= radius && distance > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
