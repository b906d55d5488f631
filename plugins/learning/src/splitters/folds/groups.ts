// Which rows belong together.
import { Problem, type SplitRequest } from '@tunewright/core';

export interface Groups {
  readonly count: number;
  /** Group of each row, from 0, numbered by rising identifier. */
  readonly of: Int32Array;
  /** Rows of each group. */
  readonly sizes: Int32Array;
}

/** Throws a {@link Problem} when the data have no groups, or fewer than there are folds. */
export function groupsFor(splits: number, splitter: string, { groups }: SplitRequest): Groups {
  if (groups === undefined) {
    throw Problem.of(
      'noGroups',
      `${splitter} keeps the rows of a group together, but \`data.groups\` is missing: the data have no groups. ` +
        'Say which column holds them by "groups" in "data", or use a splitter without groups.',
    );
  }
  const identifiers = Int32Array.from(new Set(groups)).sort();
  const count = identifiers.length;
  if (count < splits) {
    const advice = count < 2 ? 'Use data with more groups' : `Set "splits" to ${count} or less`;
    throw Problem.of(
      'tooFewGroups',
      `${splitter} cannot make ${splits} folds of ${count} ${count === 1 ? 'group' : 'groups'}. ` +
        `${advice}, or use a splitter without groups.`,
    );
  }
  const numbers = new Map(Array.from(identifiers, (identifier, number) => [identifier, number]));
  const of = groups.map((identifier) => numbers.get(identifier) as number);
  const sizes = new Int32Array(count);
  for (const group of of) sizes[group] = (sizes[group] as number) + 1;
  return { count, of, sizes };
}
