// Mutual information of one column and a target, estimated by distances to nearest neighbors, in nats; never below 0.
import { countWithin, distanceInPlane, distanceToNeighbor } from './neighbors.js';

const EULER = 0.5772156649015329;

/** ψ(0), ψ(1), …, ψ(`most`), the digamma function: ψ(1) = −γ, ψ(n + 1) = ψ(n) + 1 / n. */
export function digammas(most: number): Float64Array {
  const values = new Float64Array(most + 1);
  values[0] = Number.NaN;
  for (let n = 1; n <= most; n++) values[n] = n === 1 ? -EULER : (values[n - 1] as number) + 1 / (n - 1);
  return values;
}

/**
 * Of a column and classes. Ross 2014, "Mutual information between discrete and continuous data sets", PLoS ONE 9(2),
 * eq. 2: ψ(N) − ⟨ψ(N_x)⟩ + ⟨ψ(k)⟩ − ⟨ψ(m)⟩, m being the values of any class no farther than the k-th neighbor of the own
 * class. A class of k rows or fewer uses fewer neighbors; a class of one row is left out.
 */
export function informationOfClasses(
  values: Float64Array,
  classes: Float64Array,
  k: number,
  psi: Float64Array,
): number {
  const groups = byClass(values, classes).filter((group) => group.length > 1);
  const all = joined(groups).sort();
  if (all.length === 0) return 0;
  let sum = 0;
  for (const group of groups) {
    const neighbors = Math.min(k, group.length - 1);
    for (let i = 0; i < group.length; i++) {
      const m = countWithin(all, group[i] as number, distanceToNeighbor(group, i, neighbors));
      sum += (psi[neighbors] as number) - (psi[group.length] as number) - (psi[m] as number);
    }
  }
  return Math.max(0, (psi[all.length] as number) + sum / all.length);
}

/**
 * Of a column and numbers. Kraskov, Stögbauer & Grassberger 2004, "Estimating mutual information", Phys. Rev. E 69,
 * eq. 8: ψ(k) + ψ(N) − ⟨ψ(n_x + 1) + ψ(n_y + 1)⟩, n_x and n_y being the other rows nearer in x or y alone than the k-th
 * neighbor in the plane. `sortedTarget` has the target's values in rising order.
 */
export function informationOfNumbers(
  values: Float64Array,
  target: Float64Array,
  sortedTarget: Float64Array,
  k: number,
  psi: Float64Array,
): number {
  const count = values.length;
  const neighbors = Math.min(k, count - 1);
  if (neighbors < 1) return 0;
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const x = Float64Array.from(order, (i) => values[i] as number);
  const y = Float64Array.from(order, (i) => target[i] as number);
  const nearest = new Float64Array(neighbors);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const radius = distanceInPlane(x, y, i, neighbors, nearest);
    // The row itself is counted: that is the + 1.
    sum += psi[countWithin(x, x[i] as number, radius)] as number;
    sum += psi[countWithin(sortedTarget, y[i] as number, radius)] as number;
  }
  return Math.max(0, (psi[count] as number) + (psi[neighbors] as number) - sum / count);
}

/** The values of each class, in rising order. */
function byClass(values: Float64Array, classes: Float64Array): Float64Array[] {
  const counts = new Map<number, number>();
  for (const label of classes) counts.set(label, (counts.get(label) ?? 0) + 1);
  const groups = new Map([...counts].map(([label, count]) => [label, { values: new Float64Array(count), filled: 0 }]));
  for (let i = 0; i < values.length; i++) {
    const group = groups.get(classes[i] as number);
    if (group !== undefined) group.values[group.filled++] = values[i] as number;
  }
  return Array.from(groups.values(), (group) => group.values.sort());
}

function joined(groups: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(groups.reduce((sum, group) => sum + group.length, 0));
  let at = 0;
  for (const group of groups) {
    all.set(group, at);
    at += group.length;
  }
  return all;
}
