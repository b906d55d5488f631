// Assignments such as `svc.C=1`: a definition with single places changed. Pure; knows no plugins.
import type { Json } from '../contracts/json.js';
import { complain } from '../problem/messages.js';
import { isProblem, Problem, type Complaint } from '../problem/problem.js';
import { parseDefinition } from './parse.js';
import { FORBIDDEN_KEYS } from './plain-json.js';
import { placed } from './placed.js';
import { isObject } from './scope.js';
import { sourceOf, type Source } from './source.js';
import { targetOf } from './target.js';
import { trace, TracedSource, traceSource, type Origin, type Traced, type TracedObject } from './traced.js';

/** An assignment in its parts. */
export interface Assignment {
  readonly path: readonly string[];
  /** What is assigned, as written; empty to remove what is there. */
  readonly text: string;
}

/** `svc.C=1` in its parts. Throws a {@link Problem} when it is no assignment. */
export function parseAssignment(assignment: string): Assignment {
  const equals = assignment.indexOf('=');
  const path = assignment.slice(0, Math.max(0, equals)).trim().split('.');
  if (equals < 0 || path.some((segment) => segment.trim() === ''))
    throw new Problem([complain('badAssignment', { found: shortened(assignment) })]);
  const forbidden = path.find((segment) => FORBIDDEN_KEYS.has(segment));
  if (forbidden !== undefined) throw new Problem([complain('forbiddenKey', { key: forbidden })]);
  return { path, text: assignment.slice(equals + 1) };
}

/**
 * The definition with all assignments made, one after another; what was given stays as it was. A path is one of JSON
 * (`budget.trials`, `metrics.0.use`) or begins with the id of a component (`svc.C`, `model.svc.C`) or the name of a
 * domain in `space`. A value is JSON, or else a text; a text in place of a component names its plugin; `null` and
 * nothing at all remove what is there. Throws one {@link Problem} with everything that cannot be assigned.
 *
 * @param source What `parseDefinition` or `readLayers` gave, or any JavaScript value.
 */
export function assignAll(source: unknown, assignments: readonly string[]): Source {
  const own = sourceOf(source);
  // What is no definition at all is said when it is read.
  if (assignments.length === 0 || !isObject(own.value as Json)) return own;
  let root = traceSource(own) as TracedObject;
  const complaints: Complaint[] = [];
  for (const assignment of assignments) {
    const file = `--set ${shortened(assignment)}`;
    try {
      root = assign(root, parseAssignment(assignment), { place: () => ({ file }) });
    } catch (error) {
      if (!isProblem(error)) throw error;
      complaints.push(...error.complaints.map(({ code, text }) => ({ code, text, file })));
    }
  }
  if (complaints.length > 0) throw new Problem(complaints);
  return new TracedSource(root, own.complaints, own.file);
}

function assign(root: TracedObject, { path, text }: Assignment, origin: Origin): TracedObject {
  const target = targetOf(root, path);
  const value = valueOf(text);
  const traced = value === undefined ? undefined : trace(value, () => origin);
  return changed(root, target, (current) => traced && placed(traced, current, target, root), origin) as TracedObject;
}

/** undefined to remove what is there. */
function valueOf(text: string): Json | undefined {
  if (/^\s*(null)?\s*$/.test(text)) return undefined;
  try {
    const { value, complaints } = parseDefinition(text);
    if (complaints.length > 0) throw new Problem(complaints);
    return value as Json;
  } catch (error) {
    if (!isProblem(error) || error.complaints.some(({ code }) => code !== 'notJson')) throw error;
    if (!/^\s*["[{]/.test(text)) return text;
    throw new Problem([
      complain('badAssignedValue', { error: error.complaints[0]?.text ?? '', found: shortened(text) }),
    ]);
  }
}

type Change = (current: Traced | undefined) => Traced | undefined;

/** The value with one part changed; objects and lists on the way are made where there are none. */
function changed(
  whole: Traced | undefined,
  path: readonly string[],
  change: Change,
  origin: Origin,
): Traced | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(whole);
  if (whole === undefined) {
    const made = changed(undefined, rest, change, origin);
    if (made === undefined) return undefined;
    return key === '0' ? { origin, items: [made] } : { origin, members: new Map([[key, made]]) };
  }
  if ('items' in whole) {
    const made = changed(whole.items[Number(key)], rest, change, origin);
    return { ...whole, items: whole.items.toSpliced(Number(key), 1, ...(made === undefined ? [] : [made])) };
  }
  const members = new Map('members' in whole ? whole.members : []);
  const made = changed(members.get(key), rest, change, origin);
  if (made === undefined) members.delete(key);
  else members.set(key, made);
  return { origin: whole.origin, members };
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
