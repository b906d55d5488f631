// From decision values of pairs of classes to classes and scores. Decision values are rows × pairs, row-major; one
// above 0 speaks for the first of the pair.
import type { Machine } from './machine.js';

/** The class with most votes, the first of equals; a decision value of 0 is a vote for the second of its pair. */
export function vote({ seen }: Machine, decisions: Float64Array, rows: number): Float64Array {
  const parts = seen.length;
  const votes = new Int32Array(parts);
  const winners = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++) {
    votes.fill(0);
    for (let p = 0; p < parts; p++) {
      for (let q = p + 1; q < parts; q++, at++) give(votes, (decisions[at] as number) > 0 ? p : q);
    }
    let winner = 0;
    for (let p = 1; p < parts; p++) if ((votes[p] as number) > (votes[winner] as number)) winner = p;
    winners[row] = seen[winner] as number;
  }
  return winners;
}

/** Less than any score of a class that was seen. */
const UNSEEN = -1;

/**
 * Scores by class, rows × classes: votes plus summed confidence squeezed into ±1/3, so that it only breaks ties
 * (scikit-learn's `decision_function_shape="ovr"`). For two classes one value a row, positive for the second.
 */
export function scoreByClass({ seen, classes }: Machine, decisions: Float64Array, rows: number): Float64Array {
  if (classes === 2) return decisions.map((decision) => -decision);
  const parts = seen.length;
  const pairs = (parts * (parts - 1)) / 2;
  const scores = new Float64Array(rows * classes).fill(UNSEEN);
  const votes = new Int32Array(parts);
  const confidence = new Float64Array(parts);
  for (let row = 0; row < rows; row++) {
    tally(decisions, row * pairs, votes, confidence);
    for (let p = 0; p < parts; p++) {
      const sum = confidence[p] as number;
      scores[row * classes + (seen[p] as number)] = (votes[p] as number) + sum / (3 * (Math.abs(sum) + 1));
    }
  }
  return scores;
}

/** Votes and summed decision values of each part for one row. A decision value of 0 counts for the first here. */
function tally(decisions: Float64Array, start: number, votes: Int32Array, confidence: Float64Array): void {
  votes.fill(0);
  confidence.fill(0);
  for (let p = 0, at = start; p < votes.length; p++) {
    for (let q = p + 1; q < votes.length; q++, at++) {
      const decision = decisions[at] as number;
      confidence[p] = (confidence[p] as number) + decision;
      confidence[q] = (confidence[q] as number) - decision;
      give(votes, decision < 0 ? q : p);
    }
  }
}

function give(votes: Int32Array, part: number): void {
  votes[part] = (votes[part] as number) + 1;
}
