// JSON → pipeline, or every problem at once. The map of the phases:
//
//   text ─ parseDefinition ─ readLayers ─ assignAll ─> Source     `extends` followed, single places changed
//     Source ─ plainJson ─> JSON ─ readShell ─> Shell             the outer form, reserved words
//     Shell ─ readSubject ─> Subject        what is tuned: space, steps or objective; plugins found, parameters checked
//     Shell ─ readConduct ─> Conduct        how: search, stoppers, run, budget
//     both  ─ checkTogether ─> SearchSpace  constraints, metrics against estimators, start against space, budget
//     all   ─ assemble ─> Pipeline          full form, identity, templates
//
// Every phase adds to the same complaints and goes on with what is sound; nothing is thrown before the last has run.
import type { Registry } from '../plugin/registry.js';
import { assemble } from './assemble.js';
import { checkTogether } from './check-together.js';
import { Complaints } from './complaints.js';
import { readConduct } from './conduct.js';
import { readComponent } from './part.js';
import type { Pipeline } from './pipeline.js';
import { plainJson } from './plain-json.js';
import type { Scope } from './scope.js';
import { NO_SPACE } from './shared-space.js';
import { readShell } from './shell.js';
import { Source, sourceOf } from './source.js';
import { readSubject } from './subject.js';

/**
 * Reads a definition: what `parseDefinition`, `readLayers` or `assignAll` gave, or any JavaScript value. The registry
 * already holds the plugins that the definition lists. Throws one {@link Problem} with all that is wrong.
 */
export function readDefinition(source: unknown, registry: Registry): Pipeline {
  const complaints = new Complaints();
  const said = sourceOf(source);
  said.complaints.forEach((complaint) => complaints.take(complaint));
  const shell = readShell(plainJson(said.value, complaints), complaints);
  if (shell === undefined) throw complaints.problem(said.locate);
  if (shell.value('extends') !== undefined) complaints.add('extendsUnread', '/extends');
  const closed: Scope = {
    registry,
    complaints,
    open: false,
    shared: NO_SPACE,
    component: readComponent,
    source: said,
    secrets: [],
  };
  const subject = readSubject(shell, closed);
  const conduct = readConduct(shell, closed);
  const space = checkTogether(shell, subject, conduct, complaints);
  if (complaints.count > 0) throw complaints.problem(said.locate);
  return { ...assemble(shell, subject, conduct, space), environment: closed.secrets };
}

/** The files and packages that a definition lists for their plugins; empty when the list is not sound. */
export function pluginsOf(source: unknown): readonly string[] {
  const value = source instanceof Source ? source.value : source;
  const list = typeof value === 'object' && value !== null && 'plugins' in value ? value.plugins : undefined;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}
