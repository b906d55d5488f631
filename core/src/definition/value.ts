// A value inside a component, with its schema at hand: fills in defaults, finds what is tuned and when it matters.
import type { Json, JsonObject } from '../contracts/json.js';
import { canonical } from '../numeric/canonical.js';
import type { Activity, Choice } from '../space/parameter.js';
import { activityOf } from './activity.js';
import { readChoice } from './choice.js';
import { BROKEN, isOpen, type Completed, type Member, type Node, type RecordNode } from './node.js';
import { readShared } from './derive.js';
import { at } from './pointer.js';
import { readRange } from './range.js';
import { sample } from './readings.js';
import { withCopies } from './copies.js';
import { isId } from './identifier.js';
import { openWord } from './reserved.js';
import { isSecret, readSecret } from './secret.js';
import { isList, isObject, type Place, type Scope } from './scope.js';
import { branchesOf, type Schema } from './schema-words.js';

export function readValue(json: Json, schema: Schema, place: Place, scope: Scope): Node {
  if (isList(json)) {
    const branch = branchFor(json, schema);
    const items = json.map((item, i) => readValue(item, itemSchema(branch, i), entry(place, item, i), scope));
    items.forEach((item, i) => {
      if (conditionsOf(item).length > 0) scope.complaints.add('maybeMissing', at(place.pointer, i), { key: String(i) });
    });
    return { kind: 'list', items };
  }
  if (!isObject(json)) return { kind: 'fixed', value: moved(json, schema, place.pointer, scope) };
  const branch = branchFor(json, schema);
  if (isSecret(json, schema, (key) => memberSchema(branch, key))) return readSecret(json, schema, place, scope);
  const word = openWord(json);
  if (word !== undefined && word !== 'env') return readOpen(word, json, schema, place, scope);
  if (branch.component !== undefined) return scope.component(json, branch.component, place, scope);
  const record = readRecord(json, branch, place, scope);
  const { repeats } = branch;
  if (repeats === undefined) return record;
  const { items } = repeats;
  const template = { pointer: at(place.pointer, items), name: '' };
  const copy = (name: string): Node =>
    readValue(json[items] ?? [], memberSchema(branch, items), { ...template, name }, scope);
  return withCopies(record, repeats, place, scope, copy);
}

/** An entry of a list is called by its id, if it has one, else by its position. */
function entry(place: Place, json: Json, index: number): Place {
  const named = isObject(json) && isId(json.id) ? json.id : index;
  return { pointer: at(place.pointer, index), name: inside(place, named).name };
}

/** The members of an object, then those that have a default and are not given. */
export function readRecord(json: JsonObject, schema: Schema, place: Place, scope: Scope): RecordNode {
  const nodes = new Map<string, Node>();
  for (const [key, value] of Object.entries(json))
    nodes.set(key, readValue(value, memberSchema(schema, key), inside(place, key), scope));
  for (const [key, { default: value }] of Object.entries(schema.properties ?? {}))
    if (value !== undefined && !nodes.has(key))
      nodes.set(key, readValue(value as Json, memberSchema(schema, key), inside(place, key), scope));
  return { kind: 'record', members: membersOf(nodes, schema, place, scope) };
}

function membersOf(nodes: ReadonlyMap<string, Node>, schema: Schema, place: Place, scope: Scope): Member[] {
  return [...nodes].map(([key, node]): Member => {
    const { activeWhen, default: otherwise } = memberSchema(schema, key);
    const when: Activity[] = [...conditionsOf(node)];
    for (const [sibling, values] of Object.entries(activeWhen ?? {})) {
      if (!isOpen(node)) continue;
      const activity = activityOf(nodes.get(sibling), values);
      if (activity.kind === 'while') when.push(activity.condition);
      if (activity.kind === 'never') {
        const facts = { key, sibling, found: activity.found, values };
        scope.complaints.add('neverActive', at(place.pointer, key), facts);
      }
    }
    if (conditionsOf(node).length > 0 && otherwise === undefined && required(schema, key))
      scope.complaints.add('maybeMissing', at(place.pointer, key), { key });
    return { key, node, when, ...(otherwise !== undefined && { otherwise: otherwise as Json }) };
  });
}

/** When something that is used from `space` is there at all. */
function conditionsOf(node: Node): readonly Activity[] {
  return node.kind === 'reference' || node.kind === 'derived' ? node.when : [];
}

function readOpen(word: string, json: JsonObject, schema: Schema, place: Place, scope: Scope): Node {
  const { pointer, name } = place;
  const { complaints } = scope;
  if (!scope.open) {
    complaints.add('domainNotAllowed', pointer);
    return BROKEN;
  }
  if (word === 'ref' || word === 'expr') {
    const node = readShared(word, json[word], place, scope);
    if (node.kind !== 'reference' || node.to.kind !== 'pick') return node;
    return { ...node, completed: completedOf(node.to.choice, schema, { pointer: at(pointer, 'ref'), name }, scope) };
  }
  if (word === 'tune') {
    const domain = readRange(json, pointer, complaints);
    return domain === undefined ? BROKEN : { kind: 'range', name, domain };
  }
  const kind = componentKind(schema);
  if (kind !== undefined) return scope.component(json, kind, place, scope);
  const choice = readChoice(movedChoice(json, schema, pointer, scope), pointer, complaints);
  if (choice === undefined) return BROKEN;
  const completed = completedOf(choice, schema, { pointer: at(pointer, 'choose'), name }, scope);
  return { kind: 'pick', name, choice, completed };
}

/** Reads alternatives that are lists or objects as if they stood in the place of the choice. */
function completedOf({ alternatives }: Choice, schema: Schema, { pointer, name }: Place, scope: Scope): Completed {
  const completed = new Map<string, Json>();
  alternatives.forEach((alternative, i) => {
    if ('domain' in alternative || typeof alternative.value !== 'object') return;
    const node = readValue(alternative.value, schema, { pointer: at(pointer, i), name }, { ...scope, open: false });
    completed.set(canonical(alternative.value), sample(node));
  });
  return completed;
}

/** A path as it starts in the folder of the outermost file; other values as they are. */
function moved(json: Json, schema: Schema, pointer: string, { source }: Scope): Json {
  const isPath = schema.path === true || (branchesOf(schema)?.some(({ path }) => path === true) ?? false);
  return isPath && typeof json === 'string' ? source.pathAt(pointer, json) : json;
}

function movedChoice(json: JsonObject, schema: Schema, pointer: string, scope: Scope): JsonObject {
  const { choose } = json;
  if (!isList(choose)) return json;
  return { ...json, choose: choose.map((value, i) => moved(value, schema, at(pointer, 'choose', i), scope)) };
}

function inside({ pointer, name }: Place, key: string | number): Place {
  return { pointer: at(pointer, key), name: name === '' ? String(key) : `${name}.${key}` };
}

/** Of a union, the branch that a list or object was meant for; unions of several objects differ by a constant. */
export function branchFor(json: readonly Json[] | JsonObject, schema: Schema): Schema {
  const branches = branchesOf(schema);
  if (branches === undefined) return schema;
  const type = isList(json) ? 'array' : 'object';
  const meant = branches.find((branch) => branch.type === type && constantsFit(json, branch));
  return meant ?? {};
}

/** A constant that need not be said, as of a block among layers, is also fulfilled by its absence. */
function constantsFit(json: readonly Json[] | JsonObject, schema: Schema): boolean {
  if (isList(json)) return true;
  return Object.entries(schema.properties ?? {}).every(
    ([key, { const: wanted }]) =>
      wanted === undefined || json[key] === wanted || (json[key] === undefined && !required(schema, key)),
  );
}

export function memberSchema(schema: Schema, key: string): Schema {
  const { properties, patternProperties, additionalProperties } = schema;
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key] as Schema;
  const pattern = Object.keys(patternProperties ?? {}).find((source) => new RegExp(source, 'u').test(key));
  if (pattern !== undefined) return patternProperties?.[pattern] as Schema;
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}

export function itemSchema({ items }: Schema, index: number): Schema {
  if (items === undefined) return {};
  return Array.isArray(items) ? ((items as readonly Schema[])[index] ?? {}) : (items as Schema);
}

function componentKind(schema: Schema): string | undefined {
  return schema.component ?? branchesOf(schema)?.find((branch) => branch.component !== undefined)?.component;
}

function required({ required: keys }: Schema, key: string): boolean {
  return keys?.includes(key) ?? false;
}
