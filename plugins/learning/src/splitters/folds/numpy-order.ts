// The order in which NumPy's default `argsort` leaves equal numbers. Only for folds that must be those of scikit-learn.

// Parts of up to this many places are left to insertion, as NumPy does.
const SMALL = 16;

/**
 * Positions of the numbers from the smallest to the largest. Not stable: equal numbers stand as NumPy 1.24's default
 * argsort leaves them, which is introsort (Musser 1997): quicksort by the median of three, parts up to 16 by
 * insertion. Where quicksort degenerates, NumPy goes on by heapsort and this by a stable sort; only then equal numbers
 * may stand differently.
 */
export function numpyOrder(keys: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: keys.length }, (_, position) => position);
  const depth = 2 * Math.floor(Math.log2(Math.max(1, keys.length)));
  const parts: [low: number, high: number, depth: number][] = [[0, keys.length - 1, depth]];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const [low, high, left] = part;
    if (left < 0) {
      order.subarray(low, high + 1).sort((a, b) => (keys[a] as number) - (keys[b] as number));
    } else if (high - low >= SMALL) {
      const middle = divide(keys, order, low, high);
      parts.push([low, middle - 1, left - 1], [middle + 1, high, left - 1]);
    } else {
      insert(keys, order, low, high);
    }
  }
  return order;
}

/** Quicksort's step on the places low … high: the median of three ends at the returned place, smaller ones before. */
function divide(keys: ArrayLike<number>, order: Int32Array, low: number, high: number): number {
  const middle = low + ((high - low) >> 1);
  sortPair(keys, order, low, middle);
  sortPair(keys, order, middle, high);
  sortPair(keys, order, low, middle);
  const pivot = keys[order[middle] as number] as number;
  let [left, right] = [low, high - 1];
  swap(order, middle, right);
  for (;;) {
    do left++;
    while ((keys[order[left] as number] as number) < pivot);
    do right--;
    while (pivot < (keys[order[right] as number] as number));
    if (left >= right) break;
    swap(order, left, right);
  }
  swap(order, left, high - 1);
  return left;
}

function insert(keys: ArrayLike<number>, order: Int32Array, low: number, high: number): void {
  for (let place = low + 1; place <= high; place++) {
    const moved = order[place] as number;
    const key = keys[moved] as number;
    let to = place;
    for (; to > low && key < (keys[order[to - 1] as number] as number); to--) order[to] = order[to - 1] as number;
    order[to] = moved;
  }
}

function sortPair(keys: ArrayLike<number>, order: Int32Array, first: number, second: number): void {
  if ((keys[order[second] as number] as number) < (keys[order[first] as number] as number)) swap(order, first, second);
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a] as number;
  order[a] = order[b] as number;
  order[b] = kept;
}
