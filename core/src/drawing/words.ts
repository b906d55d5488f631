// Domains, values and parameters in a few words, for pictures.
import type { Json, JsonObject } from '../contracts/json.js';
import { isChoice, type Alternative, type Choice, type NumericDomain } from '../space/parameter.js';

const LISTED = 6;

/** `0.001 … 1000, log`, `2 … 5, whole`, `10 points, 0.01 … 100, log`, `rbf | linear`. */
export function domainWords(domain: NumericDomain | Choice): string {
  return isChoice(domain) ? choiceWords(domain) : rangeWords(domain);
}

function rangeWords({ tune, low, high, log, step, points, prior }: NumericDomain): string {
  const words = [`${low} … ${high}`];
  if (points !== undefined) words.unshift(`${points} points`);
  if (step !== undefined) words.push(`by ${step}`);
  else if (tune === 'int') words.push('whole');
  if (log) words.push('log');
  if (prior !== undefined) words.push(`${prior.use} prior`);
  return words.join(', ');
}

function choiceWords({ alternatives, ordered }: Choice): string {
  return listWords(alternatives.map(alternativeWords)) + (ordered ? ', ordered' : '');
}

function alternativeWords(alternative: Alternative): string {
  return 'value' in alternative ? valueWords(alternative.value) : `(${rangeWords(alternative.domain)})`;
}

/** `a | b | c`; of long lists the beginning. */
export function listWords(words: readonly string[]): string {
  if (words.length <= LISTED) return words.join(' | ');
  return [...words.slice(0, LISTED - 1), `… ${words.length - LISTED + 1} more`].join(' | ');
}

export function valueWords(value: Json): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || value.length <= LISTED) return JSON.stringify(value);
  return `[${value
    .slice(0, LISTED - 1)
    .map(valueWords)
    .join(', ')}, … ${value.length - LISTED + 1} more]`;
}

const NO_PARAMETERS: readonly string[] = ['use', 'id', 'lag'];
const PARAMETERS_SHOWN = 4;

/**
 * `splits: 5`, one line a parameter: the first of a component in full form, where those that the user gave come before
 * the defaults.
 */
export function parameterLines(component: Json | undefined): readonly string[] {
  return Object.entries((component ?? {}) as JsonObject)
    .filter(([name, value]) => !NO_PARAMETERS.includes(name) && typeof value !== 'object')
    .slice(0, PARAMETERS_SHOWN)
    .map(([name, value]) => `${name}: ${valueWords(value)}`);
}

/** `1 trial`, `2 trials`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `90 s`, `10 min`, `2 h`: the largest unit that it is a whole number of. */
export function timeWords(milliseconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ];
  const [size, unit] = units.find(([each]) => milliseconds % each === 0) ?? [1, 'ms'];
  return `${milliseconds / size} ${unit}`;
}
