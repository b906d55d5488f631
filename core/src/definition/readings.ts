// What can be read off a tree of nodes: the full form, a sample, the parameters.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Activity, Alternative, NumericDomain, Parameter } from '../space/parameter.js';
import { camelCase } from './identifier.js';
import { complete, type Copies, type Node, type Part, type RecordNode } from './node.js';

/** The definition of a node with every default written out. */
export function full(node: Node): Json {
  switch (node.kind) {
    case 'fixed':
      return node.value;
    case 'range':
      return fullDomain(node.domain);
    case 'pick':
      return { choose: node.choice.alternatives.map(fullAlternative), ordered: node.choice.ordered };
    case 'list':
      return node.items.map(full);
    case 'record':
      return fullRecord(node);
    case 'part':
      return fullPart(node);
    case 'switch':
      return { choose: node.parts.map(fullPart) };
    case 'reference':
      return { ref: node.name };
    case 'derived':
      return { expr: node.expression.text };
    case 'secret':
      return { env: node.variable };
    case 'copies':
      return fullCopies(node);
    case 'broken':
      return null;
  }
}

/** The list as it was written: its copies are made anew when it is read. */
function fullCopies({ record, count, template }: Copies): JsonObject {
  return { ...fullRecord(record), [count.key]: full(count.node), [template.key]: full(template.node) };
}

/** An id is written where it says something that `use` does not. */
export function fullPart({ id, manifest, params, where }: Part): JsonObject {
  const own = id === '' || id === camelCase(manifest.name) ? {} : { id };
  return { use: manifest.name, ...own, ...(where as JsonObject | undefined), ...fullRecord(params) };
}

function fullRecord(node: RecordNode): JsonObject {
  return Object.fromEntries(node.members.map((member) => [member.key, full(member.node)]));
}

export function fullAlternative(alternative: Alternative): Json {
  return 'domain' in alternative ? fullDomain(alternative.domain) : alternative.value;
}

function fullDomain(domain: NumericDomain): JsonObject {
  const { tune, low, high, log, step, points, prior } = domain;
  return {
    tune,
    low,
    high,
    log,
    ...(step !== undefined && { step }),
    ...(points !== undefined && { points }),
    ...(prior !== undefined && { prior: { ...prior } }),
  };
}

/** A value without open places: each is filled with the first member of its domain. */
export function sample(node: Node): Json {
  switch (node.kind) {
    case 'range':
      return node.domain.low;
    case 'pick':
      return complete(node, firstOf(node.choice.alternatives[0]));
    case 'list':
      return node.items.map(sample);
    case 'record':
      return Object.fromEntries(node.members.map((member) => [member.key, sample(member.node)]));
    case 'part':
      return { use: node.manifest.name, ...(sample(node.params) as JsonObject) };
    case 'switch':
      return node.parts[0] === undefined ? null : sample(node.parts[0]);
    case 'copies': {
      const { record, count, template, key, copies } = node;
      const others = { [count.key]: sample(count.node), [template.key]: sample(template.node) };
      return {
        ...(sample(record) as JsonObject),
        ...others,
        [key]: copies.slice(0, 1).map((copy) => sample(copy.node)),
      };
    }
    case 'reference':
      return complete(node, sample(node.to));
    case 'derived':
      return node.examples[0]?.value ?? null;
    default:
      return full(node);
  }
}

function firstOf(alternative: Alternative | undefined): Json {
  if (alternative === undefined) return null;
  return 'domain' in alternative ? alternative.domain.low : alternative.value;
}

/** The parameters in a node, in order, each with all that it depends on. */
export function parametersOf(node: Node, when: readonly Activity[] = []): Parameter[] {
  switch (node.kind) {
    case 'range':
      return [{ name: node.name, domain: node.domain, when }];
    case 'pick':
      return [{ name: node.name, domain: node.choice, when }];
    case 'list':
      return node.items.flatMap((item) => parametersOf(item, when));
    case 'record':
      return node.members.flatMap((member) => parametersOf(member.node, [...when, ...member.when]));
    case 'copies': {
      const inside = node.copies.flatMap((copy) => parametersOf(copy.node, [...when, ...copy.when]));
      return [...parametersOf(node.record, when), ...parametersOf(node.count.node, when), ...inside];
    }
    case 'part':
      return parametersOf(node.params, when);
    case 'switch': {
      const { name, parts } = node;
      const alternatives = parts.map(({ id }) => ({ value: id }));
      const inside = parts.map((part, i) => parametersOf(part, [...when, { parameter: name, among: [i] }]));
      return [{ name, domain: { alternatives, ordered: false }, when }, ...inside.flat()];
    }
    default:
      return [];
  }
}

/** Names of members of `space` that a node uses. */
export function usedNames(node: Node): readonly string[] {
  switch (node.kind) {
    case 'reference':
      return node.to.kind === 'derived' ? [node.name, ...usedNames(node.to)] : [node.name];
    case 'derived':
      return node.expression.names;
    case 'list':
      return node.items.flatMap(usedNames);
    case 'record':
      return node.members.flatMap((member) => usedNames(member.node));
    case 'copies':
      return [...usedNames(node.record), ...usedNames(node.template.node)];
    case 'part':
      return usedNames(node.params);
    case 'switch':
      return node.parts.flatMap(usedNames);
    default:
      return [];
  }
}
