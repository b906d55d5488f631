// A definition and where each part of it was said: in a file, in one of several files, on a command line.
import type { Json } from '../contracts/json.js';
import type { Complaint } from '../problem/problem.js';
import { Complaints, type Place } from './complaints.js';
import { plainJson } from './plain-json.js';

/** What {@link readDefinition} reads. */
export abstract class Source {
  abstract readonly value: unknown;
  /** What only the origin can show to be wrong, such as a key said twice in a text. */
  abstract readonly complaints: readonly Complaint[];
  /** Where a pointer was said; the nearest place around it when it was not said at all. */
  abstract readonly locate: (pointer: string) => Place | undefined;
  /** The file of the outermost layer. */
  abstract readonly file: string | undefined;

  /** A relative path said at a pointer, as it starts in the folder of the outermost file. */
  pathAt(_pointer: string, path: string): string {
    return path;
  }
}

/** A JavaScript value: it stands in no file. */
class PlainSource extends Source {
  readonly file = undefined;
  readonly locate = (): undefined => undefined;

  constructor(
    readonly value: Json,
    readonly complaints: readonly Complaint[],
  ) {
    super();
  }
}

/** Takes any JavaScript value for a definition; what JSON cannot carry is among the complaints. */
export function sourceOf(source: unknown): Source {
  if (source instanceof Source) return source;
  const complaints = new Complaints();
  const json = plainJson(source, complaints);
  return new PlainSource(json, complaints.count === 0 ? [] : complaints.problem().complaints);
}
