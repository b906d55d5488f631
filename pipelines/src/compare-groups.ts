// Runs → what can be said of them: variants of the same problem side by side, and each factor by itself.
import { differenceTo, spreadOf, type Difference, type Scores, type Spread } from './compare-statistics.js';
import type { ComparedRun } from './compare-run.js';
import { labelOf, problemOf, type Settings, type Variant } from './compare-variants.js';

/** What the scores of one kind say, of a variant or of a level. */
export interface Outcome {
  readonly spread?: Spread;
  /** To the first variant or level of the same table; absent for itself. */
  readonly difference?: Difference;
}

/** One variant of a comparison. */
export interface ComparedVariant {
  /** What it sets each factor to: `{ search: 'grid' }`. */
  readonly settings: Settings;
  readonly runs: readonly ComparedRun[];
  /** By cross-validation: of the best of many trials, so optimistic. */
  readonly score: Outcome;
  /** Where every variant of the group has a test set. */
  readonly testScore?: Outcome;
}

/** One factor, averaged over the others. */
export interface ComparedFactor {
  readonly name: string;
  readonly others: readonly string[];
  readonly levels: readonly { readonly value: string; readonly score: Outcome; readonly testScore?: Outcome }[];
}

/** Variants of one problem: the same data, folds, test set and metric, or the same objective. */
export interface ComparedGroup {
  readonly kind: 'learning' | 'black-box';
  /** What sets it apart from the other groups; empty when there is one only. */
  readonly label: string;
  /** Names of the factors that set its variants apart. */
  readonly varying: readonly string[];
  readonly metric: string;
  readonly goal: 'maximize' | 'minimize';
  /** The first is what the others are compared with. */
  readonly variants: readonly ComparedVariant[];
  /** Empty unless several things are varied at once. */
  readonly factors: readonly ComparedFactor[];
}

interface Measured {
  readonly variant: Variant;
  readonly metric: { readonly name: string; readonly goal: 'maximize' | 'minimize' };
  readonly runs: readonly ComparedRun[];
}

type Kind = 'score' | 'testScore';

/** Groups in the order of their first variants. */
export function groupsOf(measured: readonly Measured[], seeds: readonly number[]): readonly ComparedGroup[] {
  const groups = new Map<string, Measured[]>();
  for (const each of measured) {
    const problem = problemOf(each.variant, each.metric.name);
    groups.set(problem, [...(groups.get(problem) ?? []), each]);
  }
  const everywhere = varyingIn(measured);
  return [...groups.values()].map((members) => groupOf(members, everywhere, seeds.length));
}

function groupOf(members: readonly Measured[], everywhere: readonly string[], seeds: number): ComparedGroup {
  const { variant, metric } = members[0] as Measured;
  const varying = varyingIn(members);
  const constant = everywhere.filter((name) => !varying.includes(name));
  const { name, goal } = metric;
  const tested = members.every(({ variant: each }) => each.pipeline.test !== undefined);
  const kinds: readonly Kind[] = tested ? ['score', 'testScore'] : ['score'];
  const scores = (kind: Kind): readonly Scores[] => members.map(({ runs }) => column(runs, kind, seeds));
  const outcomes = outcomesBy(kinds, scores, goal);
  return {
    kind: variant.pipeline.kind,
    label: labelOf(variant.settings, constant),
    varying,
    metric: name,
    goal,
    variants: members.map(({ variant: { settings }, runs }, i) => ({
      settings,
      runs,
      ...outcomes(i),
    })),
    factors: !isFull(varying, members) ? [] : varying.map((factor) => factorOf(factor, varying, members, kinds, seeds)),
  };
}

/** Several factors, and every combination of their values: only then averages over the others can be compared. */
function isFull(varying: readonly string[], members: readonly Measured[]): boolean {
  const combinations = varying.reduce((product, name) => product * valuesOf(name, members).length, 1);
  return varying.length > 1 && combinations === members.length;
}

function valuesOf(name: string, members: readonly Measured[]): readonly string[] {
  return [...new Set(members.map(({ variant }) => variant.settings[name] as string))];
}

function factorOf(
  name: string,
  varying: readonly string[],
  members: readonly Measured[],
  kinds: readonly Kind[],
  seeds: number,
): ComparedFactor {
  const values = valuesOf(name, members);
  const { goal } = (members[0] as Measured).metric;
  const scores = (kind: Kind): readonly Scores[] =>
    values.map((value) => {
      const same = members.filter(({ variant }) => variant.settings[name] === value);
      return average(same.map(({ runs }) => column(runs, kind, seeds)));
    });
  const outcomes = outcomesBy(kinds, scores, goal);
  return {
    name,
    others: varying.filter((other) => other !== name),
    levels: values.map((value, i) => ({ value, ...outcomes(i) })),
  };
}

type Outcomes = Pick<ComparedVariant, 'score' | 'testScore'>;

function outcomesBy(
  kinds: readonly Kind[],
  scores: (kind: Kind) => readonly Scores[],
  goal: 'maximize' | 'minimize',
): (row: number) => Outcomes {
  const columns = kinds.map((kind) => ({ kind, all: scores(kind) }));
  return (row) =>
    Object.fromEntries(columns.map(({ kind, all }) => [kind, outcome(all, row, goal)])) as unknown as Outcomes;
}

function outcome(all: readonly Scores[], row: number, goal: 'maximize' | 'minimize'): Outcome {
  const [first, own] = [all[0] as Scores, all[row] as Scores];
  const spread = spreadOf(own);
  const difference = row === 0 ? undefined : differenceTo(first, own, goal);
  return { ...(spread && { spread }), ...(difference && { difference }) };
}

/** Scores in the order of the seeds. */
function column(runs: readonly ComparedRun[], kind: Kind, seeds: number): Scores {
  return Array.from({ length: seeds }, (_, i) => finite(runs[i]?.[kind]));
}

function finite(score: number | undefined): number | undefined {
  return Number.isFinite(score) ? score : undefined;
}

/** Seed by seed; undefined where one of them has no score, as the others alone would be another average. */
function average(all: readonly Scores[]): Scores {
  return (all[0] ?? []).map((_, seed) => {
    const scores = all.map((each) => each[seed]);
    if (scores.some((score) => score === undefined)) return undefined;
    return (scores as readonly number[]).reduce((sum, score) => sum + score, 0) / scores.length;
  });
}

function varyingIn(measured: readonly Measured[]): readonly string[] {
  const [first] = measured;
  if (first === undefined) return [];
  const { settings } = first.variant;
  return Object.keys(settings).filter((name) =>
    measured.some(({ variant }) => variant.settings[name] !== settings[name]),
  );
}
