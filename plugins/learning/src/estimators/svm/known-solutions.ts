// Solutions that hold for other C too. While no α meets its bound, the bound plays no part: the solver goes the same
// way to the last bit for every larger C. Grids and searches over C meet this often: classes that can be separated.
import type { Solution } from './solver.js';

export interface KnownSolution extends Solution {
  /** α of the first part's rows, then of the second's. */
  readonly alpha: Float64Array;
}

export class KnownSolutions {
  private readonly known = new Map<string, KnownSolution>();

  /** `limit`: most iterations, 0 for no limit. */
  find(key: string, bound: number, limit: number): KnownSolution | undefined {
    const found = this.known.get(key);
    return found && bound > found.peak && (limit === 0 || found.iterations < limit) ? found : undefined;
  }

  add(key: string, solution: KnownSolution): void {
    this.known.set(key, solution);
  }
}
