import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
import { groupsFor, type Groups } from './folds/groups.js';
import { columnDeviations, numpySum, rowDeviation } from './folds/numpy-deviation.js';
import { demandMembers, rowsByClass } from './folds/strata.js';

const Params = Type.Object(
  {
    splits: Type.Integer({ minimum: 2, default: 5, description: 'Number of folds.' }),
    shuffle: Type.Boolean({
      default: true,
      description:
        'Let groups whose rows are spread over the classes alike change places at random (by the seed of the study).',
    }),
  },
  { additionalProperties: false },
);

/** Rows by class: the classes that occur, their sizes, and groups × classes, row-major. */
interface Counts {
  readonly classes: number;
  readonly ofClass: Float64Array;
  readonly ofGroup: Float64Array;
}

/**
 * From the group least evenly spread over the classes to the most, each goes to the fold where it leaves the classes'
 * shares most alike; of folds about as good, to the one with fewest rows. Unshuffled these are scikit-learn's folds;
 * shuffled ones are our own generator's, not NumPy's.
 */
@Splitter({
  name: 'stratified-group-k-fold',
  summary: 'Hold out each of k parts of the groups once, the classes in shares as equal as the groups allow.',
  params: Params,
})
export class StratifiedGroupKFold implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split(request: SplitRequest): readonly Fold[] {
    const { splits, shuffle } = this.params;
    const strata = rowsByClass(request.target, 'stratified-group-k-fold', 'Use "group-k-fold".');
    const groups = groupsFor(splits, 'stratified-group-k-fold', request);
    demandMembers(strata, splits, 'stratified-group-k-fold', 'group-k-fold');
    const counts = countRows(groups, strata, request.target.values);
    const order = Int32Array.from({ length: groups.count }, (_, group) => group);
    if (shuffle) request.random.shuffle(order);
    const foldOf = assign(byUnevenness(order, counts), counts, splits);
    for (let fold = 0; fold < splits; fold++) if (!foldOf.includes(fold)) throw emptyFold(splits);
    return assignedFolds(
      groups.of.map((group) => foldOf[group] as number),
      splits,
    );
  }
}

function countRows(groups: Groups, strata: readonly Int32Array[], labels: Float64Array): Counts {
  const classes = strata.length;
  // By rising class, since the order of additions decides ties.
  const byLabel = [...strata].sort(([a], [b]) => (labels[a as number] as number) - (labels[b as number] as number));
  const ofGroup = new Float64Array(groups.count * classes);
  byLabel.forEach((stratum, k) => {
    for (const row of stratum) {
      const at = (groups.of[row] as number) * classes + k;
      ofGroup[at] = (ofGroup[at] as number) + 1;
    }
  });
  return { classes, ofClass: Float64Array.from(byLabel, ({ length }) => length), ofGroup };
}

function byUnevenness(order: Int32Array, counts: Counts): Int32Array {
  const spread = new Float64Array(order.length).map((_, group) => rowDeviation(countsOf(group, counts)));
  return order.sort((a, b) => (spread[b] as number) - (spread[a] as number));
}

function assign(order: Int32Array, counts: Counts, splits: number): Int32Array {
  const foldOf = new Int32Array(order.length);
  const inFold = new Float64Array(splits * counts.classes);
  for (const group of order) {
    const added = countsOf(group, counts);
    const fold = bestFold(inFold, added, counts, splits);
    foldOf[group] = fold;
    add(inFold, fold, added, 1);
  }
  return foldOf;
}

/** `inFold` is changed and put back. */
function bestFold(inFold: Float64Array, added: Float64Array, { classes, ofClass }: Counts, splits: number): number {
  let [best, least, fewest] = [0, Infinity, Infinity];
  for (let fold = 0; fold < splits; fold++) {
    add(inFold, fold, added, 1);
    const shares = inFold.map((count, at) => count / (ofClass[at % classes] as number));
    add(inFold, fold, added, -1);
    const unevenness = numpySum(columnDeviations(shares, classes)) / classes;
    const rows = numpySum(inFold.subarray(fold * classes, (fold + 1) * classes));
    if (unevenness < least || (isClose(unevenness, least) && rows < fewest))
      [best, least, fewest] = [fold, unevenness, rows];
  }
  return best;
}

/** As in NumPy, with its usual tolerances. */
function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b);
}

function add(inFold: Float64Array, fold: number, counts: Float64Array, sign: number): void {
  const start = fold * counts.length;
  for (let k = 0; k < counts.length; k++)
    inFold[start + k] = (inFold[start + k] as number) + sign * (counts[k] as number);
}

function countsOf(group: number, { classes, ofGroup }: Counts): Float64Array {
  return ofGroup.subarray(group * classes, (group + 1) * classes);
}

function emptyFold(splits: number): Problem {
  return Problem.of(
    'emptyFold',
    `stratified-group-k-fold cannot fill ${splits} folds: the classes are so spread over the groups that one stays ` +
      'empty. Set "splits" to less, or use "group-k-fold".',
  );
}
