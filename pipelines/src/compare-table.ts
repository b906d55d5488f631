// A comparison as text: one table a problem, and what must be known to read it. Pure; knows no streams.
import {
  counted,
  cut,
  drawColumns,
  harmless,
  widthOfColumns,
  wrap,
  type Look,
  type TextColumn,
} from '@tunewright/monitors';
import { factColumns, NARROWER, type Row } from './compare-columns.js';
import type { ComparedFactor, ComparedGroup, ComparedVariant, Outcome } from './compare-groups.js';
import { labelOf } from './compare-variants.js';
import type { Comparison } from './compare.js';

/** Lines of at most `look.width` columns, each with a newline. */
export function comparisonText({ status, seeds, groups }: Comparison, look: Look): string {
  const paragraphs = [
    ...groups.flatMap((group) => groupParagraphs(group, look)),
    ...(status === 'interrupted' ? [wrap('Interrupted: only the runs that ended are counted.', look.width)] : []),
    notes(seeds, groups).flatMap((sentence) => wrap(sentence, look.width, '  ')),
  ];
  return paragraphs.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
}

type Paragraph = readonly string[];

const SCORES = { learning: 'cross-validated', 'black-box': 'best' } as const;
const TEST_SCORES = 'on test rows';

function groupParagraphs(group: ComparedGroup, look: Look): readonly Paragraph[] {
  const { kind, label, metric, goal, variants, varying, factors } = group;
  const heading = `${label === '' ? '' : `${label}: `}${metric}, ${goal === 'maximize' ? 'higher' : 'lower'} is better`;
  const labels = varying.map((name) => ({ name, values: variants.map(({ settings }) => settings[name] as string) }));
  const rows = variants.map((variant): Row => ({ outcome: variant.score, runs: variant.runs }));
  const tested = variants.flatMap(({ testScore }) => testScore ?? []);
  return [
    [bold(heading, look), ...table(labels, SCORES[kind], rows, look), ...failures(group, look)],
    ...testParagraph(labels, tested, look),
    ...factors.flatMap((factor) => factorParagraphs(factor, SCORES[kind], look)),
  ];
}

function factorParagraphs({ name, others, levels }: ComparedFactor, what: string, look: Look): readonly Paragraph[] {
  const labels = [{ name, values: levels.map(({ value }) => value) }];
  const rows = levels.map(({ score }): Row => ({ outcome: score }));
  return [
    [bold(`${name}, averaged over ${others.join(', ')}`, look), ...table(labels, what, rows, look)],
    ...testParagraph(
      labels,
      levels.flatMap(({ testScore }) => testScore ?? []),
      look,
    ),
  ];
}

function testParagraph(labels: readonly Labels[], outcomes: readonly Outcome[], look: Look): readonly Paragraph[] {
  if (outcomes.length === 0) return [];
  return [
    table(
      labels,
      TEST_SCORES,
      outcomes.map((outcome) => ({ outcome })),
      look,
    ),
  ];
}

function bold(heading: string, { width, signs, colors }: Look): string {
  return colors.bold(cut(harmless(heading), width, signs.ellipsis));
}

/** A column before the scores. */
interface Labels {
  readonly name: string;
  readonly values: readonly string[];
}

function table(labels: readonly Labels[], what: string, rows: readonly Row[], look: Look): readonly string[] {
  const left = labels.map(({ name, values }): TextColumn => {
    return { head: harmless(name), cells: values.map(harmless), align: 'left' };
  });
  const tables = NARROWER.map((shown) => [...left, ...factColumns(what, rows, shown, look)]);
  const fitting = tables.find((columns) => widthOfColumns(columns) <= look.width);
  return drawColumns(fitting ?? narrowed(tables.at(-1) as readonly TextColumn[], left.length, look), look);
}

const LEAST_LABEL = 6;

/** The labels cut to the room there is, the longest first. */
function narrowed(columns: readonly TextColumn[], labels: number, { width, signs }: Look): readonly TextColumn[] {
  for (let longest = width; longest >= LEAST_LABEL; longest--) {
    const narrower = columns.map((column, i) => {
      if (i >= labels) return column;
      const short = (text: string): string => cut(text, longest, signs.ellipsis);
      return { ...column, head: short(column.head), cells: column.cells.map(short) };
    });
    if (widthOfColumns(narrower) <= width || longest === LEAST_LABEL) return narrower;
  }
  return columns;
}

/** Failed runs, those of the same reason together. */
function failures({ variants, varying }: ComparedGroup, { width, colors }: Look): readonly string[] {
  return variants.flatMap((variant) =>
    [...reasons(variant)].flatMap(([reason, seeds]) => {
      const label = labelOf(variant.settings, varying);
      const where = `${seeds.length} of ${counted(variant.runs.length, 'run')} failed (seed ${seeds.join(', ')})`;
      return wrap(harmless(`${label === '' ? '' : `${label}: `}${where}: ${reason}`), width, '  ').map(colors.red);
    }),
  );
}

function reasons({ runs }: ComparedVariant): ReadonlyMap<string, readonly number[]> {
  const seeds = new Map<string, number[]>();
  for (const { seed, failure } of runs)
    if (failure !== undefined) seeds.set(failure, [...(seeds.get(failure) ?? []), seed]);
  return seeds;
}

function notes(seeds: readonly number[], groups: readonly ComparedGroup[]): readonly string[] {
  const learning = groups.filter(({ kind }) => kind === 'learning');
  const tested = learning.every(({ variants }) => variants.every(({ testScore }) => testScore !== undefined));
  const flattering =
    'Cross-validated scores are those of the best of many trials, which flatters, the more trials the more.' +
    (tested ? ' Scores on test rows do not.' : ' Set "test" aside for scores that do not.');
  return [
    groups.some(({ variants }) => variants.length > 1) ? differenceNote(seeds) : DIFFERENT_PROBLEMS,
    ...(learning.length > 0 ? [flattering] : []),
  ];
}

const DIFFERENT_PROBLEMS =
  'These variants are about different problems: their data, folds, test rows, metric or objective are not the same, ' +
  'so that their scores cannot be compared.';

function differenceNote(seeds: readonly number[]): string {
  if (seeds.length === 1)
    return `Differences are to the first row, with seed ${seeds[0]} alone: how much of them is chance cannot be told.`;
  return (
    `Differences are to the first row, paired over ${seeds.length} seeds (${seeds[0]} to ${seeds.at(-1)}), with 95 % ` +
    "intervals (Student's t), each for itself: among many, one in twenty misses. w/t/l counts seeds won, tied, lost."
  );
}
