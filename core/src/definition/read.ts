// JSON → pipeline, or every problem at once. The map of the phases:
//
//   text ─ parseDefinition ─> value ─ plainJson ─> JSON ─ readShell ─> Shell        the outer form, reserved words
//     Shell ─ readSubject ─> Subject        what is tuned: steps or objective; plugins found, parameters checked
//     Shell ─ readConduct ─> Conduct        how: search, stoppers, run, budget
//     both  ─ checkTogether ─> SearchSpace  metrics against estimators, start against space, budget
//     all   ─ assemble ─> Pipeline          full form, identity, templates
//
// Every phase adds to the same complaints and goes on with what is sound; nothing is thrown before the last has run.
import type { Registry } from '../plugin/registry.js';
import { assemble } from './assemble.js';
import { checkTogether } from './check-together.js';
import { Complaints } from './complaints.js';
import { readConduct } from './conduct.js';
import { Parsed } from './parse.js';
import { readComponent } from './part.js';
import type { Pipeline } from './pipeline.js';
import { plainJson } from './plain-json.js';
import type { Scope } from './scope.js';
import { readShell } from './shell.js';
import { readSubject } from './subject.js';

/**
 * Reads a definition: the result of `parseDefinition`, or any JavaScript value. The registry already holds the
 * plugins that the definition lists. Throws one {@link Problem} with all that is wrong.
 */
export function readDefinition(source: unknown, registry: Registry): Pipeline {
  const complaints = new Complaints();
  const parsed = source instanceof Parsed ? source : undefined;
  parsed?.complaints.forEach((complaint) => complaints.take(complaint));
  const json = plainJson(parsed === undefined ? source : parsed.value, complaints);
  const shell = readShell(json, complaints);
  if (shell === undefined) throw complaints.problem(parsed?.locate);
  const closed: Scope = { registry, complaints, open: false, component: readComponent };
  const subject = readSubject(shell, { ...closed, open: true }, closed);
  const conduct = readConduct(shell, closed);
  const space = checkTogether(shell, subject, conduct, complaints);
  if (complaints.count > 0) throw complaints.problem(parsed?.locate);
  return assemble(shell, subject, conduct, space);
}

/** The files and packages that a definition lists for their plugins; empty when the list is not sound. */
export function pluginsOf(source: unknown): readonly string[] {
  const value = source instanceof Parsed ? source.value : source;
  const list = typeof value === 'object' && value !== null && 'plugins' in value ? value.plugins : undefined;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}
