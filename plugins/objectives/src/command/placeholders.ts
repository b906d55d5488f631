// What placeholders may be called, and what they stand for in one evaluation. Pure.
import {
  suggestion,
  type Complaint,
  type Configuration,
  type Inputs,
  type Json,
  type ObjectiveContext,
} from '@tunewright/core';

/** A placeholder in the definition. */
export interface Use {
  readonly name: string;
  /** JSON pointer. */
  readonly pointer: string;
  /** Whether what it is in disappears without it. */
  readonly mayLack: boolean;
}

const OWN = ['seed', 'trial', 'trialDir', 'instance'];
const FIELD = 'instance.';

const isOwn = (name: string): boolean => OWN.includes(name) || name.startsWith(FIELD);

/** What is wrong with placeholders, for all configurations and instances at once. */
export function wrongUses(uses: readonly Use[], inputs: Inputs): Complaint[] {
  return uses.flatMap((use): Complaint[] => {
    const text = fault(use, inputs);
    return text === undefined ? [] : [{ code: 'wrong-placeholder', pointer: use.pointer, text }];
  });
}

function fault({ name, mayLack }: Use, { parameters, instances }: Inputs): string | undefined {
  const parameter = parameters.find((each) => each.name === name);
  if (isOwn(name)) {
    if (parameter !== undefined)
      return `{${name}} would be both the parameter "${name}" and what Tunewright gives by this name. Give the parameter another name.`;
    return name.startsWith('instance') ? instanceFault(name, mayLack, instances) : undefined;
  }
  if (parameter === undefined) {
    const known = [...parameters.map((each) => each.name), ...OWN];
    return `There is no parameter "${name}" to put in place of {${name}}. ${suggestion(name, known)} Write {{${name}} for the text itself.`;
  }
  if (parameter.always || mayLack) return undefined;
  return `Some configurations have no "${name}". Put what depends on it in a list of its own, such as ["--${name}", "{${name}}"]: a list disappears with its parameters.`;
}

function instanceFault(name: string, mayLack: boolean, instances: readonly Json[] | undefined): string | undefined {
  if (instances === undefined)
    return `{${name}} stands for one of the "instances", but the definition lists none. Add "instances": […] beside "objective".`;
  const lacking = instances.findIndex((instance) => fieldOf(instance, name) === undefined);
  const never = instances.every((instance) => fieldOf(instance, name) === undefined);
  if (lacking < 0 || (mayLack && !never)) return undefined;
  return `The instance ${lacking} has no "${name.slice(FIELD.length)}" to put in place of {${name}}: it is ${shown(instances[lacking] as Json)}.`;
}

/** What a placeholder stands for; undefined for a parameter that the configuration lacks. */
export function valueOf(
  name: string,
  parameters: Configuration,
  { seed, trial, instance }: Pick<ObjectiveContext, 'seed' | 'trial' | 'instance'>,
  folder: string | undefined,
): string | undefined {
  if (!isOwn(name)) return Object.hasOwn(parameters, name) ? textOf(parameters[name]) : undefined;
  if (name === 'seed') return String(seed);
  if (name === 'trial') return String(trial);
  return name === 'trialDir' ? folder : textOf(fieldOf(instance, name));
}

/** `instance.a.b` of an instance; the instance itself for `instance`. */
function fieldOf(instance: Json | undefined, name: string): Json | undefined {
  const path = name.split('.').slice(1);
  return path.reduce<Json | undefined>((outer, key) => memberOf(outer, key), instance);
}

function memberOf(json: Json | undefined, key: string): Json | undefined {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, key)) return undefined;
  return (json as Readonly<Record<string, Json>>)[key];
}

/** Texts as they are, all else as JSON. */
function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
