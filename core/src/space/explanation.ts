// The sentences for configurations that are no members of a space, and for grids without an end.
import type { Json } from '../contracts/json.js';
import { suggestion } from '../problem/messages.js';
import { nearest } from '../problem/nearest.js';
import { type Complaint, Problem } from '../problem/problem.js';
import type { Column } from './column.js';
import { gridOf } from './domain.js';
import type { Grid } from './grid.js';
import type { Fault } from './membership.js';
import type { Alternative, NumericDomain } from './parameter.js';

const LISTED = 12; // Longer lists are cut: the sentence must fit a terminal.

/** Everything that is wrong at once. */
export function notAMember(faults: readonly Fault[], columns: readonly Column[]): Problem {
  return new Problem(faults.map((fault): Complaint => ({ code: 'not-a-member', text: explain(fault, columns) })));
}

/** A grid needs finitely many members. */
export function noResolution(columns: readonly Column[]): Problem {
  const names = columns.filter(({ axis }) => axis.levels === Infinity).map(({ dimension }) => `"${dimension.name}"`);
  const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return Problem.of(
    'no-resolution',
    `${cut(names, ' and ')} ${are} continuous, so a grid has infinitely many members. Give ${them} "points" or a ` +
      `"step", or say how many points to take by "resolution".`,
  );
}

/** `a number from 0.001 to 1000`, `an integer from 2 to 5`, `one of 3 numbers: 0.1, 0.2, 0.3`. */
function describeDomain(domain: NumericDomain): string {
  const { tune, low, high, step, points } = domain;
  const grid = gridOf(domain);
  if (grid === undefined) return `a number from ${low} to ${high}`;
  if (tune === 'int' && points === undefined && (step ?? 1) === 1) return `an integer from ${low} to ${high}`;
  if (grid.count === 1) return `${grid.at(0)}`;
  return `one of ${grid.count} numbers: ${listOf(grid)}`;
}

function listOf(grid: Grid): string {
  const { count } = grid;
  if (count <= LISTED) return Array.from({ length: count }, (_, i) => grid.at(i)).join(', ');
  return `${grid.at(0)}, ${grid.at(1)}, ${grid.at(2)}, …, ${grid.at(count - 1)}`;
}

function explain(fault: Fault, columns: readonly Column[]): string {
  switch (fault.kind) {
    case 'unknown':
      return explainUnknown(fault.name, columns);
    case 'missing':
      return `"${fault.column.parameter}" is missing${when(' while ', fault.column, columns)}. Give it ${allowed(fault.column)}.`;
    case 'inactive':
      return (
        `"${fault.column.parameter}" is given (${JSON.stringify(fault.found)}), but it only exists` +
        `${when(' while ', fault.column, columns)}. Leave it out.`
      );
    case 'outside':
      return (
        `"${fault.column.parameter}" cannot be ${JSON.stringify(fault.found)}. ` +
        `Give it ${allowed(fault.column)}${closest(fault.column, fault.found)}.`
      );
  }
}

function explainUnknown(name: string, columns: readonly Column[]): string {
  const hidden = columns.find((column) => column.nested && column.dimension.name === name);
  if (hidden) return `"${name}" is no parameter of its own. Give its number to "${hidden.parameter}".`;
  const known = [...new Set(columns.map((column) => column.parameter))];
  const short = known.length <= LISTED || nearest(name, known) !== undefined;
  const hint = short ? suggestion(name, known) : `There are ${known.length}: ${cut(known.map(quote), ' and ')}.`;
  return `There is no parameter "${name}". ${hint}`;
}

function allowed({ options, domain }: Column): string {
  if (domain !== undefined) return describeDomain(domain);
  return cut(options?.alternatives.map(describeAlternative) ?? [], ' or ');
}

function closest({ domain }: Column, found: Json): string {
  const grid = domain && gridOf(domain);
  if (grid === undefined || typeof found !== 'number' || !(found > grid.at(0) && found < grid.at(grid.count - 1))) {
    return '';
  }
  return `; the nearest is ${grid.at(Math.round(grid.position(found)))}`;
}

function when(before: string, column: Column, columns: readonly Column[]): string {
  const reasons = column.dimension.conditions.map(({ parent, among }) => {
    const { parameter, options } = columns[parent] as Column;
    const named = among.map((index) => describeAlternative(options?.alternatives[index] as Alternative));
    return `"${parameter}" is ${cut(named, ' or ') || 'something it never is'}`;
  });
  return reasons.length === 0 ? '' : `${before}${reasons.join(' and ')}`;
}

function describeAlternative(alternative: Alternative): string {
  return 'value' in alternative ? JSON.stringify(alternative.value) : describeDomain(alternative.domain);
}

function quote(name: string): string {
  return `"${name}"`;
}

/** `a, b or c`; of long lists the beginning. */
function cut(words: readonly string[], last: string): string {
  if (words.length > LISTED) return `${words.slice(0, LISTED).join(', ')}${last}${words.length - LISTED} more`;
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')}${last}${words.at(-1)}`;
}
