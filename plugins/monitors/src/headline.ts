// One line that says how large a study is, before it starts.
import type { Json, StudyStarted } from '@tunewright/core';
import { count, counted } from './format.js';
import type { Look } from './look.js';
import { cut, displayWidth, harmless, wrap } from './text.js';

const LEAST_NAME = 8;

/** `iris-svc  grid of 100 configurations × 5 folds = 500 fits`; a long name is cut before the size is. */
export function headline(started: StudyStarted, look: Look): string {
  const { width, signs, colors } = look;
  const size = sizeOf(started, signs.times);
  const name = cut(harmless(started.name), Math.max(LEAST_NAME, width - displayWidth(size) - 2), signs.ellipsis);
  return colors.bold(name) + cut(`  ${size}`, width - displayWidth(name), signs.ellipsis);
}

/** The same with nothing cut, in as many lines as it takes. */
export function title(started: StudyStarted, look: Look): readonly string[] {
  const { width, signs, colors } = look;
  const size = sizeOf(started, signs.times);
  const name = harmless(started.name);
  if (displayWidth(name) + 2 + displayWidth(size) <= width) return [headline(started, look)];
  return [...wrap(name, width).map(colors.bold), ...wrap(size, width, '  ')];
}

function sizeOf(started: StudyStarted, times: string): string {
  const { folds, trials } = started;
  const repeats = started.repeats?.times ?? 1;
  const search = searchOf(started.definition);
  const tried = search === 'grid' ? gridSize(started) : (search === undefined ? '' : `${search}: `) + trialsOf(started);
  if (folds * repeats <= 1) return tried;
  const [part, whole] =
    entry(started.definition, 'objective') === undefined ? ['fold', 'fit'] : ['instance', 'evaluation'];
  const parts = [
    tried,
    ...(folds > 1 ? [counted(folds, part)] : []),
    ...(repeats > 1 ? [counted(repeats, 'repetition')] : []),
  ];
  const effort = trials === null ? '' : ` = ${counted(trials * folds * repeats, whole)}`;
  return parts.join(` ${times} `) + effort;
}

function gridSize({ trials, spaceSize }: StudyStarted): string {
  if (trials === null || spaceSize === null || trials >= spaceSize)
    return `grid of ${counted(spaceSize ?? trials ?? 0, 'configuration')}`;
  return `grid: ${count(trials)} of ${counted(spaceSize, 'configuration')}`;
}

function trialsOf({ trials, spaceSize }: StudyStarted): string {
  if (trials === null) return 'no limit of trials';
  return spaceSize === null ? counted(trials, 'trial') : `${count(trials)} of ${counted(spaceSize, 'configuration')}`;
}

function searchOf(definition: Json): string | undefined {
  const use = entry(entry(definition, 'search'), 'use');
  return typeof use === 'string' ? harmless(use) : undefined;
}

/** A member of a definition; undefined where it is not there. */
export function entry(json: Json | undefined, key: string): Json | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as { readonly [name: string]: Json })[key]
    : undefined;
}
