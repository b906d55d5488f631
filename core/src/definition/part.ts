// `{ "use": name, …params }` → a plugin with its parameters, checked against the plugin's own schema.
import type { JsonObject } from '../contracts/json.js';
import type { Kind } from '../contracts/kinds.js';
import type { Manifest } from '../plugin/manifest.js';
import { alternativesOf } from './choice.js';
import { camelCase, isId } from './identifier.js';
import { checkParams } from './params-check.js';
import { BROKEN, type Node, type Part, type Switch } from './node.js';
import { at } from './pointer.js';
import { isObject, only, without, type Place, type Scope } from './scope.js';
import { readWhere, WHERE_KEYS } from './where.js';
import { show } from './schema-words.js';
import { readRecord } from './value.js';

export interface Wanted {
  /** A plugin of one of these kinds. */
  readonly kinds: readonly Kind[];
  /** Keys that belong to the place and not to the plugin. */
  readonly ownKeys?: readonly string[];
  /** A step of a pipeline, which may say its columns. */
  readonly inPipeline?: boolean;
}

/** undefined when the plugin is unknown; a part with wrong parameters is complained about and returned. */
export function readPart(json: JsonObject, wanted: Wanted, place: Place, scope: Scope): Part | undefined {
  const manifest = findPlugin(json, wanted.kinds, place.pointer, scope);
  if (manifest === undefined) return undefined;
  const own = without(json, ['use', ...(wanted.ownKeys ?? [])]);
  const params = readRecord(own, manifest.params, place, scope);
  checkParams(params, manifest, place.pointer, scope.complaints);
  const id = idOf(json, manifest.name, place, wanted, scope);
  if (!wanted.inPipeline) return { kind: 'part', id, manifest, params };
  return { kind: 'part', id, manifest, params, where: readWhere(json, manifest, place.pointer, scope.complaints) };
}

/** `{ "choose": [components] }`; parameters inside an alternative are named by the alternative's id. */
export function readSwitch(json: JsonObject, wanted: Wanted, place: Place, scope: Scope): Switch | undefined {
  const keys = ['choose', ...(wanted.ownKeys ?? [])];
  const list = alternativesOf(json, place.pointer, scope.complaints, keys);
  const ids = new Map<string, string>();
  // What a choice of transformers says of columns holds for each of them.
  const inherited = only(json, WHERE_KEYS);
  const parts = list.map((alternative, i) => {
    const pointer = at(place.pointer, 'choose', i);
    if (!isObject(alternative)) {
      scope.complaints.add('noComponent', pointer, { kinds: wanted.kinds, found: show(alternative) });
      return undefined;
    }
    const id = provisionalId(alternative);
    const name = `${place.name}.${id}`;
    const inside = wanted.inPipeline ? { ...inherited, ...alternative } : alternative;
    const part = readPart(inside, { ...wanted, ownKeys: wanted.ownKeys ?? ['id'] }, { pointer, name }, scope);
    const twin = ids.get(id);
    if (part !== undefined && twin !== undefined) scope.complaints.add('duplicateId', pointer, { id, first: twin });
    ids.set(id, twin ?? pointer);
    return part;
  });
  const sound = parts.filter((part) => part !== undefined);
  return sound.length === 0 ? undefined : { kind: 'switch', name: place.name, parts: sound };
}

/** A component, or a choice of components, where a plugin's schema says that there is one. */
export function readComponent(json: JsonObject, kind: string, place: Place, scope: Scope): Node {
  const wanted = { kinds: [kind as Kind] };
  const read = Object.hasOwn(json, 'choose') ? readSwitch : readPart;
  return read(json, wanted, place, scope) ?? BROKEN;
}

/** The id that a component gives itself or gets from its plugin, checked or not. */
export function provisionalId(json: JsonObject): string {
  if (typeof json.id === 'string') return json.id;
  return typeof json.use === 'string' ? camelCase(json.use) : '';
}

function idOf(json: JsonObject, use: string, { pointer }: Place, { ownKeys = [] }: Wanted, scope: Scope): string {
  if (!ownKeys.includes('id') || json.id === undefined) return camelCase(use);
  if (!isId(json.id)) scope.complaints.add('badId', at(pointer, 'id'), { found: show(json.id) });
  return provisionalId(json);
}

function findPlugin(json: JsonObject, kinds: readonly Kind[], pointer: string, scope: Scope): Manifest | undefined {
  const { registry, complaints } = scope;
  const use = json.use;
  if (typeof use !== 'string') {
    if (use === undefined && Object.hasOwn(json, 'choose')) complaints.add('domainNotAllowed', pointer);
    else if (use === undefined) complaints.add('noUse', pointer, { kinds, keys: Object.keys(json) });
    else complaints.add('badUse', at(pointer, 'use'), { kinds, found: show(use) });
    return undefined;
  }
  const found = registry.findAmong(kinds, use);
  if (found !== undefined) return found;
  const known = kinds.flatMap((kind) => registry.list(kind).map(({ name }) => name));
  const other = registry.list().find(({ name }) => name === use);
  if (other === undefined) complaints.add('unknownPlugin', at(pointer, 'use'), { kinds, use, known });
  else complaints.add('wrongKind', at(pointer, 'use'), { kinds, use, found: other.kind, known });
  return undefined;
}
