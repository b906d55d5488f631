// `space`: domains by name, with what switches them on, and formulas over them.
import type { Json, JsonObject } from '../contracts/json.js';
import { canonical } from '../numeric/canonical.js';
import type { Activity } from '../space/parameter.js';
import { isParameterName } from './identifier.js';
import type { Pick } from './node.js';
import { at } from './pointer.js';
import { expressionOf } from './read-expression.js';
import { show } from './schema-words.js';
import { isList, isObject, without, type Scope } from './scope.js';
import { type Formula, type SharedDomain, type SharedMember, SharedSpace } from './shared-space.js';
import type { Entry } from './shell.js';
import { readValue } from './value.js';

// Members that depend on each other in a row; who reads them is recursive.
const LONGEST_CHAIN = 1000;

/** Everything that is wrong has been complained about; what is not sound is left out. */
export function readSpace({ json, pointer }: Entry, scope: Scope): SharedSpace {
  const drafts = Object.entries(json).flatMap(([key, value]) => readMember(key, value, at(pointer, key), scope) ?? []);
  const byName = new Map(drafts.map((draft) => [draft.name, draft]));
  const members = drafts.map((draft) => (draft.kind === 'formula' ? draft : withConditions(draft, byName, scope)));
  const sound = soundFormulas(members, json, pointer, scope);
  const circular = new Set(circles(members, pointer, scope));
  // A study with a circle is refused anyway: conditions on its members are dropped with them.
  const rest = members
    .filter(({ name }) => !circular.has(name))
    .map((member) =>
      member.kind === 'formula'
        ? member
        : { ...member, when: member.when.filter(({ parameter }) => !circular.has(parameter)) },
    );
  const shared = new SharedSpace(rest, inOrder(sound.filter(({ name }) => !circular.has(name))), Object.keys(json));
  tryFormulas(shared, pointer, scope);
  return shared;
}

/** Formulas that cannot always be computed; the first fault of each is complained about. */
function tryFormulas(shared: SharedSpace, pointer: string, { complaints }: Scope): void {
  for (const { name, said } of shared.formulas) {
    const fault = shared.faults.get(name);
    if (fault !== undefined)
      complaints.add('formulaFails', at(pointer, name, Object.keys(said)[0] as string), { fault });
  }
}

type Draft = SharedDomain & { readonly pointer: string };

function readMember(name: string, value: Json, pointer: string, scope: Scope): Draft | Formula | undefined {
  if (!isParameterName(name)) scope.complaints.add('badParameterName', pointer, { found: name });
  if (hasOneOf(value, ['expr', 'ref'])) return readFormula(name, value, pointer, scope);
  if (hasOneOf(value, ['tune', 'choose'])) return readDomain(name, value, pointer, scope);
  return void scope.complaints.add('noDomain', pointer, { found: show(value) });
}

function hasOneOf(value: Json, words: readonly string[]): value is JsonObject {
  return isObject(value) && words.some((word) => Object.hasOwn(value, word));
}

function readDomain(name: string, value: JsonObject, pointer: string, scope: Scope): Draft | undefined {
  const node = readValue(without(value, ['when']), {}, { pointer, name }, scope);
  if (node.kind !== 'range' && node.kind !== 'pick') return undefined;
  const { when } = value;
  const said = isObject(when) && Object.keys(when).length > 0 ? when : undefined;
  if (when === undefined || said !== undefined) return { kind: 'domain', name, node, when: [], said, pointer };
  return void scope.complaints.add('badWhen', at(pointer, 'when'), { found: show(when) });
}

function readFormula(name: string, said: JsonObject, pointer: string, scope: Scope): Formula | undefined {
  const word = Object.hasOwn(said, 'expr') ? 'expr' : 'ref';
  for (const key of Object.keys(said))
    if (key !== word) scope.complaints.add('unknownKey', at(pointer, key), { owner: 'A formula', key, known: [word] });
  const expression = expressionOf(word, said[word], at(pointer, word), scope.complaints);
  return expression && { kind: 'formula', name, expression, said: { [word]: expression.text } };
}

/** `when` of a domain, as conditions on the choices it names. */
function withConditions(draft: Draft, all: ReadonlyMap<string, Draft | Formula>, { complaints }: Scope): SharedDomain {
  const { pointer, ...domain } = draft;
  const conditions = Object.entries(domain.said ?? {}).flatMap(([name, wanted]): Activity[] => {
    const place = at(pointer, 'when', name);
    const other = all.get(name);
    if (other === undefined) {
      const known = [...all.values()].flatMap((each) =>
        each.kind === 'domain' && each.node.kind === 'pick' ? [each.name] : [],
      );
      complaints.add('unknownMember', place, { name, known });
      return [];
    }
    if (other.kind === 'formula' || other.node.kind !== 'pick') {
      complaints.add('whenNeedsChoice', place, { name });
      return [];
    }
    return condition(other.node, isList(wanted) ? wanted : [wanted], place, complaints);
  });
  return { ...domain, when: conditions };
}

function condition(
  { name, choice }: Pick,
  wanted: readonly Json[],
  pointer: string,
  complaints: Scope['complaints'],
): Activity[] {
  const values = choice.alternatives.map((each) => ('value' in each ? canonical(each.value) : undefined));
  const among = wanted.map((value) => values.indexOf(canonical(value)));
  among.forEach((index, i) => {
    if (index < 0) complaints.add('whenNoAlternative', pointer, { name, found: show(wanted[i]), known: shown(choice) });
  });
  if (wanted.length === 0) complaints.add('badWhen', pointer, { found: '[]' });
  const known = [...new Set(among.filter((index) => index >= 0))].sort((a, b) => a - b);
  return known.length === values.length ? [] : [{ parameter: name, among: known }];
}

function shown({ alternatives }: Pick['choice']): string[] {
  return alternatives.flatMap((each) => ('value' in each ? [show(each.value)] : []));
}

/** Formulas all of whose names are members. */
function soundFormulas(
  members: readonly SharedMember[],
  json: JsonObject,
  pointer: string,
  { complaints }: Scope,
): readonly Formula[] {
  const known = Object.keys(json);
  const written = new Set(known);
  const sound = new Set(members.map(({ name }) => name));
  return members.filter((member): member is Formula => {
    if (member.kind !== 'formula') return false;
    const place = at(pointer, member.name, Object.keys(member.said)[0] as string);
    for (const name of member.expression.names)
      if (!written.has(name)) complaints.add('unknownMember', place, { name, known });
    return member.expression.names.every((name) => sound.has(name));
  });
}

/** Names of members that depend on themselves; each circle is complained about once, at its first member. */
function circles(members: readonly SharedMember[], pointer: string, { complaints }: Scope): readonly string[] {
  const needs = new Map(members.map((member) => [member.name, needsOf(member)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (path.length > LONGEST_CHAIN) {
      found.push(name);
      complaints.add('chainTooLong', at(pointer, name), { limit: LONGEST_CHAIN });
    } else if (start >= 0) {
      const circle = path.slice(start);
      found.push(...circle);
      complaints.add('circle', at(pointer, circle[0] as string), { path: [...circle, name] });
    } else if (!done.has(name)) {
      for (const next of needs.get(name) ?? []) visit(next, [...path, name]);
      done.add(name);
    }
  };
  for (const name of needs.keys()) visit(name, []);
  return found;
}

function needsOf(member: SharedMember): readonly string[] {
  return member.kind === 'formula' ? member.expression.names : member.when.map(({ parameter }) => parameter);
}

/** Each formula after those it is computed from. */
function inOrder(formulas: readonly Formula[]): readonly Formula[] {
  const byName = new Map(formulas.map((formula) => [formula.name, formula]));
  const sorted = new Set<Formula>();
  const visit = (formula: Formula): void => {
    if (sorted.has(formula)) return;
    for (const name of formula.expression.names) {
      const source = byName.get(name);
      if (source !== undefined) visit(source);
    }
    sorted.add(formula);
  };
  formulas.forEach(visit);
  return [...sorted];
}
