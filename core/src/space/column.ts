// Parameters laid out as dimensions: parents first, a nested domain right after its choice.
import type { Json } from '../contracts/json.js';
import type { Condition, Dimension } from '../contracts/space.js';
import { type Axis, axisOf, indexAxis } from './axis.js';
import { canonical } from '../numeric/canonical.js';
import { parentsFirst } from './order.js';
import { type Alternative, type Choice, isChoice, type NumericDomain, type Parameter } from './parameter.js';
import { type Draw, drawOf } from './prior.js';

/** A condition made fast: `allowed[cell of the parent]` is 1 or 0. */
export interface Gate {
  readonly parent: number;
  readonly allowed: Uint8Array;
}

/** What the alternatives of a choice stand for. */
export interface Options {
  readonly alternatives: readonly Alternative[];
  /** By index; undefined where a nested domain gives the value. */
  readonly constants: readonly (Json | undefined)[];
  /** Index of a constant by its canonical JSON. */
  readonly indices: ReadonlyMap<string, number>;
  /** Alternatives that are nested domains, in order. */
  readonly nested: readonly { readonly index: number; readonly axis: Axis }[];
}

/** A dimension and all that turns its coordinates to values and back. */
export interface Column {
  readonly dimension: Dimension;
  /** The parameter that the value belongs to; for a nested domain that of its choice. */
  readonly parameter: string;
  readonly gates: readonly Gate[];
  readonly axis: Axis;
  readonly draw: Draw;
  /** For choices only: the axis then gives indices of the alternatives. */
  readonly options?: Options;
  /** For numbers only. */
  readonly domain?: NumericDomain;
  /** Whether it is the domain of an alternative of the column before it. */
  readonly nested: boolean;
}

/** The columns of a space. Throws an Error for parameters that contradict each other. */
export function columnsOf(parameters: readonly Parameter[]): readonly Column[] {
  const columns: Column[] = [];
  const positions = new Map<string, number>();
  const taken = new Set(parameters.map((parameter) => parameter.name));
  if (taken.size < parameters.length) throw new Error('Two parameters of a space have the same name.');
  if (taken.has('__proto__')) throw new Error('A parameter cannot be called "__proto__".');
  for (const parameter of parentsFirst(parameters)) {
    const { name, domain } = parameter;
    const conditions = parameter.when.map((activity) => condition(activity.parameter, activity.among, positions));
    const gates = conditions.map((one) => gateOf(one, columns));
    positions.set(name, columns.length);
    if (isChoice(domain)) columns.push(...choiceColumns(name, domain, conditions, gates, columns.length, taken));
    else columns.push(numericColumn(name, name, domain, conditions, gates));
  }
  return columns;
}

function condition(parent: string, among: readonly number[], positions: ReadonlyMap<string, number>): Condition {
  return { parent: positions.get(parent) as number, among };
}

function gateOf({ parent, among }: Condition, columns: readonly Column[]): Gate {
  const { axis, options, parameter } = columns[parent] as Column;
  if (options === undefined) throw new Error(`"${parameter}" is no choice, so nothing can depend on it.`);
  const allowed = new Uint8Array(axis.levels);
  for (const index of among) {
    if (!(index in options.alternatives)) throw new Error(`"${parameter}" has no alternative ${index}.`);
    allowed[index] = 1;
  }
  return { parent, allowed };
}

function numericColumn(
  name: string,
  parameter: string,
  domain: NumericDomain,
  conditions: readonly Condition[],
  gates: readonly Gate[],
): Column {
  const axis = axisOf(domain);
  const type = axis.levels === Infinity ? 'continuous' : 'ordered';
  const dimension: Dimension = { name, type, levels: axis.levels, conditions };
  return { dimension, parameter, gates, axis, draw: drawOf(domain, axis), domain, nested: name !== parameter };
}

function choiceColumns(
  name: string,
  choice: Choice,
  conditions: readonly Condition[],
  gates: readonly Gate[],
  position: number,
  taken: Set<string>,
): readonly Column[] {
  const { alternatives } = choice;
  const levels = alternatives.length;
  if (levels === 0) throw new Error(`"${name}" has no alternatives.`);
  const axis = indexAxis(levels);
  const type = choice.ordered ? 'ordered' : 'unordered';
  const inside = alternatives.flatMap((alternative, index) => {
    if (!('domain' in alternative)) return [];
    const allowed = new Uint8Array(levels);
    allowed[index] = 1;
    const own = freeName(`${name}.${alternative.domain.tune}`, taken);
    const column = numericColumn(
      own,
      name,
      alternative.domain,
      [{ parent: position, among: [index] }],
      [{ parent: position, allowed }],
    );
    return [{ index, column }];
  });
  const column: Column = {
    dimension: { name, type, levels, conditions },
    parameter: name,
    gates,
    axis,
    draw: (random) => axis.draw(random),
    options: optionsOf(
      name,
      alternatives,
      inside.map(({ index, column }) => ({ index, axis: column.axis })),
    ),
    nested: false,
  };
  return [column, ...inside.map((one) => one.column)];
}

function optionsOf(name: string, alternatives: readonly Alternative[], nested: Options['nested']): Options {
  const constants = alternatives.map((alternative) => ('value' in alternative ? alternative.value : undefined));
  const indices = new Map<string, number>();
  constants.forEach((constant, index) => {
    if (constant === undefined) return;
    const text = canonical(constant);
    if (indices.has(text)) throw new Error(`"${name}" has the alternative ${text} twice.`);
    indices.set(text, index);
  });
  return { alternatives, constants, indices, nested };
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}
