// Follows `extends`: a definition put together with the files that it builds on.
import { basename, dirname, resolve } from 'node:path';
import type { Json } from '../contracts/json.js';
import { complain, type Facts, type MessageCode } from '../problem/messages.js';
import { isProblem, type Complaint, type Problem } from '../problem/problem.js';
import { Complaints, type Place } from './complaints.js';
import { filesExtended } from './extends.js';
import { merge } from './merge.js';
import { parseDefinition } from './parse.js';
import { rebase } from './rebase.js';
import { show } from './schema-words.js';
import { isObject } from './scope.js';
import { sourceOf, type Source } from './source.js';
import { readTextFile } from './text-file.js';
import { TracedSource, traceSource, type Traced, type TracedObject } from './traced.js';

/** Files that may extend each other in a row. */
const MOST = 20;

const MOST_BYTES = 20_000_000; // more than any text has that is read, at four bytes a character

/** A definition of which the outer ones take over what they do not say themselves. */
interface Layer {
  readonly source: Source;
  readonly directory: string;
  /** Absent for the outermost one: its places need not say their file. */
  readonly file?: string;
  /** Files from the outermost one to this one. */
  readonly chain: readonly string[];
}

/**
 * The definition with all that it extends, of files relative to `directory`; the definition itself when it extends
 * nothing. Throws one {@link Problem} that tells of all files that could not be read.
 */
export function readLayers(source: unknown, directory: string): Source {
  const own = sourceOf(source);
  if (!extendsFiles(own)) return own;
  const root = resolve(directory);
  const layers = new Layers(root);
  // A value that stands in no file cannot be extended by another one.
  const self = own.file === undefined ? root : resolve(root, basename(own.file));
  const merged = layers.read({ source: own, directory: root, chain: [self] });
  const complaints = [...own.complaints, ...layers.found.problem().complaints];
  if (layers.incomplete) {
    const all = new Complaints();
    complaints.forEach((complaint) => all.take(complaint));
    throw all.problem(own.locate);
  }
  return new TracedSource(rebasePlugins(merged), complaints, own.file);
}

function extendsFiles({ value }: Source): boolean {
  return isObject(value as Json) && Object.hasOwn(value as object, 'extends');
}

class Layers {
  readonly found = new Complaints();
  /** Whether a file could not be read. */
  incomplete = false;
  private readonly known = new Map<string, Traced | undefined>();

  constructor(private readonly root: string) {}

  read(layer: Layer): TracedObject {
    const { source, directory, file } = layer;
    const own = traceSource(source, file, this.moving(directory)) as TracedObject;
    const members = new Map(own.members);
    members.delete('extends');
    let lower: Traced | undefined;
    for (const [entry, pointer] of this.filesOf(layer)) {
      const base = this.base(entry, pointer, layer);
      if (base !== undefined) lower = lower === undefined ? base : merge(lower, base);
    }
    const upper = { origin: own.origin, members };
    return lower === undefined ? upper : (merge(lower, upper) as TracedObject);
  }

  /** How paths of a folder start in the outermost one; undefined when it is that. */
  private moving(directory: string): ((path: string) => string) | undefined {
    return directory === this.root ? undefined : (path) => rebase(path, directory, this.root);
  }

  private filesOf(layer: Layer): readonly (readonly [entry: string, pointer: string])[] {
    const complaints = new Complaints();
    const files = filesExtended((layer.source.value as { readonly extends?: Json }).extends, complaints);
    for (const complaint of complaints.problem((pointer) => placeIn(layer, pointer)).complaints) this.stopAt(complaint);
    return files;
  }

  /** A file that is extended, with all that it extends; undefined after a complaint. */
  private base(entry: string, pointer: string, layer: Layer): Traced | undefined {
    const file = resolve(layer.directory, entry);
    const chain = [...layer.chain, file];
    if (layer.chain.includes(file)) {
      const files = chain.slice(layer.chain.indexOf(file)).map((path) => basename(path));
      return void this.refuse('extendsCycle', { files }, pointer, layer);
    }
    if (layer.chain.length > MOST) return void this.refuse('extendsTooLong', { entry, limit: MOST }, pointer, layer);
    if (this.known.has(file)) return this.known.get(file);
    const source = this.open(file, entry, pointer, layer);
    const traced = source && this.read({ source, directory: dirname(file), file, chain });
    this.known.set(file, traced);
    return traced;
  }

  private open(file: string, entry: string, pointer: string, layer: Layer): Source | undefined {
    let text: string;
    try {
      text = readTextFile(file, MOST_BYTES);
    } catch (error) {
      return void this.refuse('extendsNotReadable', { entry, reason: problemIn(error).message }, pointer, layer);
    }
    const source = this.parse(text, file);
    if (source === undefined || isObject(source.value as Json)) return source;
    return void this.refuse('extendsNoObject', { entry, found: show(source.value) }, pointer, layer);
  }

  private parse(text: string, file: string): Source | undefined {
    try {
      const source = parseDefinition(text, file);
      for (const complaint of source.complaints) this.found.take({ ...complaint, file });
      return source;
    } catch (error) {
      for (const complaint of problemIn(error).complaints) this.stopAt({ ...complaint, file });
      return undefined;
    }
  }

  private refuse<C extends MessageCode>(code: C, facts: Facts<C>[0], pointer: string, layer: Layer): undefined {
    this.stopAt({ ...complain(code, facts, pointer), ...placeIn(layer, pointer) });
  }

  private stopAt(complaint: Complaint): void {
    this.incomplete = true;
    this.found.take(complaint);
  }
}

/** What is no problem of the user's is thrown on. */
function problemIn(error: unknown): Problem {
  if (!isProblem(error)) throw error;
  return error;
}

function placeIn({ source, file }: Layer, pointer: string): Place | undefined {
  const place = source.locate(pointer);
  return place && file !== undefined ? { file, ...place } : place;
}

/** Files of plugins are looked for from the folder of the outermost definition. */
function rebasePlugins(root: TracedObject): TracedObject {
  const plugins = root.members.get('plugins');
  if (plugins === undefined || !('items' in plugins)) return root;
  const items = plugins.items.map((entry) => {
    const { moved } = entry.origin;
    if (moved === undefined || !('value' in entry) || typeof entry.value !== 'string') return entry;
    return entry.value.startsWith('.') ? { ...entry, value: moved(entry.value) } : entry;
  });
  return { ...root, members: new Map(root.members).set('plugins', { ...plugins, items }) };
}
