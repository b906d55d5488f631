// JSON values whose every part knows where it was said, so that parts of several files can be put together and a
// complaint still finds the line. Pure.
import type { Json } from '../contracts/json.js';
import type { Complaint } from '../problem/problem.js';
import type { Place } from './complaints.js';
import { segmentsOf, at } from './pointer.js';
import { isList, isObject } from './scope.js';
import { Source } from './source.js';

/** Where something was said: a place in a file, or an assignment. */
export interface Origin {
  place(): Place | undefined;
  /** A relative path said there, as it starts in the folder of the outermost file; absent where that is the same. */
  readonly moved?: (path: string) => string;
}

export type Traced = TracedValue | TracedList | TracedObject;
/** A text, a number, true, false or null. */
interface TracedValue {
  readonly origin: Origin;
  readonly value: Json;
}
export interface TracedList {
  readonly origin: Origin;
  readonly items: readonly Traced[];
}
export interface TracedObject {
  readonly origin: Origin;
  readonly members: ReadonlyMap<string, Traced>;
}

/** @param originOf The origin of what stands at a pointer of the value. */
export function trace(json: Json, originOf: (pointer: string) => Origin, pointer = ''): Traced {
  const origin = originOf(pointer);
  if (isList(json)) return { origin, items: json.map((item, i) => trace(item, originOf, at(pointer, i))) };
  if (!isObject(json)) return { origin, value: json };
  const members = Object.entries(json).map(([key, value]): [string, Traced] => [
    key,
    trace(value, originOf, at(pointer, key)),
  ]);
  return { origin, members: new Map(members) };
}

export function untraced(traced: Traced): Json {
  if ('items' in traced) return traced.items.map(untraced);
  if ('value' in traced) return traced.value;
  return Object.fromEntries([...traced.members].map(([key, member]) => [key, untraced(member)]));
}

/** The part at a pointer, or the nearest around it; `exact` says which. */
function find(root: Traced, pointer: string): { readonly part: Traced; readonly exact: boolean } {
  let part = root;
  for (const segment of segmentsOf(pointer)) {
    const inner: Traced | undefined =
      'members' in part ? part.members.get(segment) : 'items' in part ? part.items[Number(segment)] : undefined;
    if (inner === undefined) return { part, exact: false };
    part = inner;
  }
  return { part, exact: true };
}

/** A definition put together from several sources. */
export class TracedSource extends Source {
  readonly value: Json;

  constructor(
    readonly root: Traced,
    readonly complaints: readonly Complaint[],
    readonly file: string | undefined,
  ) {
    super();
    this.value = untraced(root);
  }

  readonly locate = (pointer: string): Place | undefined => find(this.root, pointer).part.origin.place();

  override pathAt(pointer: string, path: string): string {
    const { part, exact } = find(this.root, pointer);
    // What is not said at all is a default, which starts in the outermost folder already.
    return exact && part.origin.moved ? part.origin.moved(path) : path;
  }
}

/** Any source, part by part. A source that is not the outermost one has a `file`. */
export function traceSource(source: Source, file?: string, moved?: Origin['moved']): Traced {
  if (source instanceof TracedSource) return source.root;
  return trace(source.value as Json, (pointer) => ({
    place: () => {
      const place = source.locate(pointer);
      return place && file !== undefined ? { file, ...place } : place;
    },
    ...(moved && { moved }),
  }));
}
