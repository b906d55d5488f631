// The k nearest of many by partial selection. Of equally near ones the earlier count as nearer.

/**
 * A heap of the k nearest seen so far, the furthest on top, so that most of the others are turned away by one
 * comparison: O(n + k log k log n) for n in random order instead of O(n log n).
 */
export class Nearest {
  private readonly indices: Int32Array;
  private readonly distances: Float64Array;

  constructor(private readonly k: number) {
    this.indices = new Int32Array(k);
    this.distances = new Float64Array(k);
  }

  /**
   * Writes the k smallest of the numbers and their positions, nearest first, from `at` on. There must be k of them,
   * none NaN.
   */
  select(all: Float64Array, outIndices: Int32Array, outDistances: Float64Array, at: number): void {
    const { k, indices, distances } = this;
    for (let i = 0; i < k; i++) {
      indices[i] = i;
      distances[i] = all[i] as number;
    }
    for (let i = (k >> 1) - 1; i >= 0; i--) this.sink(i, k);
    let furthest = distances[0] as number;
    for (let i = k; i < all.length; i++) {
      // Equal is not nearer: what stands there came before.
      if ((all[i] as number) >= furthest) continue;
      indices[0] = i;
      distances[0] = all[i] as number;
      this.sink(0, k);
      furthest = distances[0];
    }
    for (let left = k - 1; left >= 0; left--) {
      outIndices[at + left] = indices[0] as number;
      outDistances[at + left] = distances[0] as number;
      indices[0] = indices[left] as number;
      distances[0] = distances[left] as number;
      this.sink(0, left);
    }
  }

  /** Restores the order below position `start` of a heap of `size`. */
  private sink(start: number, size: number): void {
    const { indices, distances } = this;
    const index = indices[start] as number;
    const distance = distances[start] as number;
    let hole = start;
    for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && this.further(child + 1, distances[child] as number, indices[child] as number)) child++;
      if (!this.further(child, distance, index)) break;
      indices[hole] = indices[child] as number;
      distances[hole] = distances[child] as number;
      hole = child;
    }
    indices[hole] = index;
    distances[hole] = distance;
  }

  private further(position: number, distance: number, index: number): boolean {
    const other = this.distances[position] as number;
    return other > distance || (other === distance && (this.indices[position] as number) > index);
  }
}
