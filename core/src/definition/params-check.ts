// The parameters of a component against its plugin's schema, for all that the open places may become.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Configuration } from '../contracts/space.js';
import type { Manifest } from '../plugin/manifest.js';
import type { NumericDomain } from '../space/parameter.js';
import { contains, members } from '../space/domain.js';
import type { Complaints } from './complaints.js';
import { report, valueFacts, type About } from './mistakes.js';
import type { Expression } from './expression/expression.js';
import { type Copies, complete, type Node, type RecordNode, type Reference } from './node.js';
import { at, label, segmentsOf, within } from './pointer.js';
import { sample } from './readings.js';
import { checkOf, type Check, type Mistake } from './schema-check.js';
import { allowed, show } from './schema-words.js';
import { whereWords } from './shared-space.js';

/** A value that an open place may take. */
interface Candidate {
  readonly value: Json;
  /** Where it is written, within the parameters. */
  readonly path: string;
  /** The domain it is a member of; absent for a value that is written out. */
  readonly domain?: NumericDomain;
  /** How it comes from `space`; absent for what stands here. */
  readonly source?: Reference | Source;
}

/** An expression, and the values it was computed from. */
interface Source {
  readonly kind: 'derived';
  readonly expression: Expression;
  readonly values: Configuration;
}

/** An open place, within the parameters; one without candidates is at fault already. */
interface OpenPlace {
  readonly path: string;
  readonly candidates: readonly Candidate[];
  /** For the check of what is around it. */
  readonly standIn?: Json;
}

export function checkParams(params: RecordNode, manifest: Manifest, pointer: string, complaints: Complaints): void {
  const check = checkOf(manifest.params);
  const about = { pointer, owner: `"${manifest.name}"`, complaints };
  const places = openPlaces(params, '');
  const values = sample(params) as JsonObject;
  for (const { path, standIn } of places) if (standIn !== undefined) setAt(values, path, standIn);
  // With a sample in each open place, what is wrong elsewhere is wrong whatever the places become.
  report(
    check(values).filter(({ path }) => !places.some((place) => within(path, place.path))),
    about,
  );
  for (const place of places) {
    const first = valueAt(values, place.path);
    for (const candidate of place.candidates) {
      setAt(values, place.path, candidate.value);
      // Of a domain one complaint is enough, and so it is of an expression.
      const { domain, source } = candidate;
      if (reportCandidate(candidate, place, check, values, about) && (domain ?? source) !== undefined) break;
    }
    setAt(values, place.path, first);
  }
}

/** Whether there was something to report. */
function reportCandidate(
  candidate: Candidate,
  place: OpenPlace,
  check: Check,
  values: JsonObject,
  about: About,
): boolean {
  const mistakes = check(values).filter(({ path }) => within(path, place.path));
  if (candidate.source !== undefined) {
    for (const mistake of mistakes)
      reportSource(
        { ...mistake, path: candidate.path + mistake.path.slice(place.path.length) },
        candidate.source,
        about,
      );
  } else if (candidate.domain !== undefined) {
    for (const mistake of mistakes) reportDomain(mistake, candidate.domain, candidate, about);
  } else {
    const moved = mistakes.map((mistake) => ({
      ...mistake,
      path: candidate.path + mistake.path.slice(place.path.length),
    }));
    // A place is called by its own name, not by the position of the alternative.
    for (const mistake of moved) {
      if (mistake.kind !== 'value' || mistake.path !== candidate.path) report([mistake], about);
      else {
        const facts = { name: `"${label(place.path)}"`, ...valueFacts(mistake.schema, mistake.found) };
        about.complaints.add('valueNotAllowed', about.pointer + candidate.path, facts);
      }
    }
  }
  return mistakes.length > 0;
}

function reportDomain(
  mistake: Mistake,
  domain: NumericDomain,
  { value, path }: Candidate,
  { pointer, complaints }: About,
): void {
  if (mistake.kind !== 'value') return;
  const reach = value === domain.low ? 'reaches down to' : value === domain.high ? 'reaches up to' : 'contains';
  const { schema } = mistake;
  const advice = domain.tune === 'float' && schema.type === 'integer' ? ' Write "tune": "int".' : '';
  const facts = { reach, value: value as number, name: label(mistake.path), allowed: allowed(schema), advice };
  complaints.add('domainLeaves', pointer + path, facts);
}

/** A value that comes from `space` and does not fit. */
function reportSource(mistake: Mistake, source: Reference | Source, about: About): void {
  if (mistake.kind !== 'value') {
    report([mistake], about);
    return;
  }
  const { pointer, complaints } = about;
  const { schema, path } = mistake;
  const facts = { name: label(path), found: show(mistake.found), allowed: allowed(schema) };
  if (source.kind === 'reference') {
    complaints.add('referenceLeaves', pointer + path, { ...facts, to: source.name });
    return;
  }
  const { expression, values } = source;
  const where = whereWords(expression.names, values);
  const advice =
    schema.type === 'integer' && typeof mistake.found === 'number' && !Number.isInteger(mistake.found)
      ? ` Write "floor(${expression.text})".`
      : '';
  complaints.add('expressionLeaves', pointer + path, { ...facts, expression: expression.text, where, advice });
}

function openPlaces(node: Node, path: string): OpenPlace[] {
  switch (node.kind) {
    case 'range':
      return [{ path, candidates: membersToTry(node.domain, path) }];
    case 'pick': {
      const { alternatives } = node.choice;
      const candidates = alternatives.flatMap((alternative, i): Candidate[] => {
        const written = `${path}/choose/${i}`;
        if ('domain' in alternative) return membersToTry(alternative.domain, written);
        return [{ value: complete(node, alternative.value), path: written }];
      });
      return [{ path, candidates }];
    }
    case 'list':
      return node.items.flatMap((item, i) => openPlaces(item, at(path, i)));
    case 'record':
      return node.members.flatMap((member) => openPlaces(member.node, at(path, member.key)));
    case 'broken':
      return [{ path, candidates: [] }];
    case 'secret':
      return [{ path, candidates: [], standIn: node.standIn }];
    case 'copies':
      return copiesPlaces(node, path);
    case 'reference': {
      const candidates = openPlaces(node.to, path).flatMap((place) => place.candidates);
      return [
        {
          path,
          candidates: candidates.map(({ value, ...rest }) => ({
            source: node,
            ...rest,
            value: complete(node, value),
            path,
          })),
        },
      ];
    }
    case 'derived': {
      const { expression } = node;
      const candidates = node.examples.map(({ value, values }): Candidate => ({
        value,
        path,
        source: { kind: 'derived', expression, values },
      }));
      return [{ path, candidates }];
    }
    default:
      // Components are checked against schemas of their own.
      return [];
  }
}

/** One copy stands for all: they are alike but for their parameters. What is wrong is told where it is written. */
function copiesPlaces({ record, count, template, key, copies }: Copies, path: string): OpenPlace[] {
  const [written, made] = [at(path, template.key), at(path, key, 0)];
  const asWritten = (place: string): string => (within(place, made) ? written + place.slice(made.length) : place);
  const inFirst = copies.slice(0, 1).flatMap((copy) => openPlaces(copy.node, made));
  return [
    ...openPlaces(record, path),
    ...openPlaces(count.node, at(path, count.key)),
    // Tried in the copy, not in the list as it is written; and what is fixed is wrong there already.
    ...openPlaces(template.node, written).map((place) => ({ ...place, candidates: [] })),
    { path: at(path, key), candidates: [] },
    ...inFirst.map((place) => ({
      path: place.path,
      candidates: place.candidates.map((each) => ({ ...each, path: asWritten(each.path) })),
    })),
  ];
}

/** Both ends, and a number between them that is only there when the domain is continuous, or integer but not more. */
function membersToTry(domain: NumericDomain, path: string): Candidate[] {
  const { low, high } = domain;
  const golden = low + (high - low) * 0.381966011250105; // irrational share: no integer, no multiple of anything
  const next = low + (domain.step ?? 1);
  const values = members(domain) === Infinity ? [low, high, golden] : [low, high, next];
  return values.filter((value) => contains(domain, value)).map((value) => ({ value, path, domain }));
}

function valueAt(values: JsonObject, path: string): Json {
  return segmentsOf(path).reduce<Json>((value, segment) => (value as JsonObject)[segment] as Json, values);
}

/** Replaces a value of the sample in place; the sample belongs to the check alone. */
function setAt(values: JsonObject, path: string, value: Json): void {
  const segments = segmentsOf(path);
  const last = segments.pop() as string;
  const around = segments.reduce<Json>((inner, segment) => (inner as JsonObject)[segment] as Json, values);
  (around as Record<string, Json>)[last] = value;
}
