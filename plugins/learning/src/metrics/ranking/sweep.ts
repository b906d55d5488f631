// Walks down the scores, as a threshold would, and keeps what lies above it.

/** Called once for each different score, from the highest: weights of the rows so far, of the class and of others. */
type Step = (positives: number, negatives: number) => void;

/** Rows that one class is to be told from the others by, one entry a row. */
export interface Ranking {
  readonly scores: Float64Array;
  readonly isPositive: (row: number) => boolean;
  readonly weights: Float64Array | undefined;
}

export function sweep({ scores, isPositive, weights }: Ranking, step: Step): void {
  const order = Int32Array.from({ length: scores.length }, (_, row) => row);
  // Not by difference: infinite scores may be equal.
  order.sort(
    (a, b) =>
      Number((scores[b] as number) > (scores[a] as number)) - Number((scores[b] as number) < (scores[a] as number)),
  );
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    if (isPositive(row)) positives += weight;
    else negatives += weight;
    const last = i + 1 === order.length || scores[order[i + 1] as number] !== scores[row];
    if (last) step(positives, negatives);
  }
}
