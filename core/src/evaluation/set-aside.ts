// The test set: rows set aside before anything else, scored once at the end.
import type { Random } from '../contracts/random.js';
import type { Data } from '../contracts/table.js';
import { takeRows, takeTarget, takeValues } from '../numeric/table.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';

export interface Divided {
  readonly train: Data;
  readonly test: Data;
}

/**
 * Sets aside about `share` of the rows: the latest ones where there is a time, whole groups where there are groups,
 * else the same share of each class, drawn at random. Throws a {@link Problem} when one part would be empty.
 */
export function setAside(data: Data, share: number, random: Random): Divided {
  const isTest = data.time
    ? latest(data.time, share)
    : data.groups
      ? wholeGroups(data.groups, share, random)
      : drawn(strata(data), share, random);
  const [train, test]: [number[], number[]] = [[], []];
  isTest.forEach((aside, row) => (aside ? test : train).push(row));
  if (train.length === 0 || test.length === 0)
    throw new Problem([complain('testTooSmall', { share, rows: isTest.length }, '/test/share')]);
  return { train: rowsOf(data, Int32Array.from(train)), test: rowsOf(data, Int32Array.from(test)) };
}

/** Some rows of all parts of the data; the features share their block. */
function rowsOf({ features, target, groups, time, weights }: Data, positions: Int32Array): Data {
  return {
    features: takeRows(features, positions),
    target: takeTarget(target, positions),
    ...(groups && { groups: positions.map((row) => groups[row] as number) }),
    ...(time && { time: takeValues(time, positions) }),
    ...(weights && { weights: takeValues(weights, positions) }),
  };
}

/** Rows of one moment stay on one side: the first test moment is the first with enough rows at or after it. */
function latest(time: Float64Array, share: number): readonly boolean[] {
  const sorted = Float64Array.from(time).sort();
  const first = sorted[Math.floor(sorted.length * (1 - share))] ?? Infinity;
  return Array.from(time, (moment) => moment >= first);
}

function wholeGroups(groups: Int32Array, share: number, random: Random): readonly boolean[] {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const chosen = new Set<number>();
  let rows = 0;
  for (const group of random.shuffle([...sizes.keys()].sort((a, b) => a - b))) {
    if (rows >= share * groups.length) break;
    rows += sizes.get(group) ?? 0;
    chosen.add(group);
  }
  return Array.from(groups, (group) => chosen.has(group));
}

/** Rows by class; all rows together for a regression. */
function strata({ target }: Data): readonly number[][] {
  const rows = new Map<number, number[]>();
  target.values.forEach((value, row) => {
    const stratum = target.task === 'classification' ? value : 0;
    const known = rows.get(stratum);
    if (known) known.push(row);
    else rows.set(stratum, [row]);
  });
  return [...rows.keys()].sort((a, b) => a - b).map((stratum) => rows.get(stratum) ?? []);
}

function drawn(groups: readonly number[][], share: number, random: Random): readonly boolean[] {
  const isTest = new Array<boolean>(groups.reduce((sum, rows) => sum + rows.length, 0)).fill(false);
  // Rounding errors are carried on, so that the whole share comes out right.
  let owed = 0;
  for (const rows of groups) {
    owed += rows.length * share;
    const count = Math.round(owed);
    owed -= count;
    for (const row of random.shuffle([...rows]).slice(0, count)) isTest[row] = true;
  }
  return isTest;
}
