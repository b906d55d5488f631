// What is to be said of a component of the definition: what is tuned in it, and what differs from the defaults.
import type { Json } from '../contracts/json.js';
import type { Member, Node, Part, RecordNode, Switch } from '../definition/node.js';
import { domainWords, listWords, valueWords } from './words.js';

/** `C: 0.001 … 1000, log`, one line a parameter; inside of something else with the path to it. */
export function partLines({ params }: Part): readonly string[] {
  return recordLines(params, '');
}

function recordLines({ members }: RecordNode, path: string): readonly string[] {
  return members.flatMap((member) => (isDefault(member) ? [] : nodeLines(member.node, inside(path, member.key))));
}

/** `svc | logistic-regression`, with the ids where these say more. */
function switchWords({ parts }: Switch): string {
  return listWords(parts.map(({ id, manifest }) => (isNamedAfter(id, manifest.name) ? manifest.name : id)));
}

export function isNamedAfter(id: string, plugin: string): boolean {
  return id === '' || id.toLowerCase() === plugin.replaceAll('-', '').toLowerCase();
}

export function nodeLines(node: Node, path: string): readonly string[] {
  switch (node.kind) {
    case 'fixed':
      return [`${path}: ${valueWords(node.value)}`];
    case 'range':
      return [`${path}: ${domainWords(node.domain)}`];
    case 'pick':
      return [`${path}: ${domainWords(node.choice)}`];
    case 'reference':
      return [`${path} = ${node.name}`];
    case 'derived':
      return [`${path} = ${node.expression.text}`];
    case 'secret':
      return [`${path}: $${node.variable}`];
    case 'list':
      return node.items.every(({ kind }) => kind === 'fixed')
        ? [`${path}: ${valueWords(node.items.map((item) => (item.kind === 'fixed' ? item.value : null)))}`]
        : node.items.flatMap((item, i) => nodeLines(item, inside(path, String(i))));
    case 'record':
      return recordLines(node, path);
    case 'copies':
      return [
        ...nodeLines(node.count.node, inside(path, node.count.key)),
        ...recordLines(node.record, path),
        ...nodeLines(node.template.node, path),
      ];
    case 'part':
      return [`${path}: ${node.manifest.name}`, ...recordLines(node.params, path)];
    case 'switch':
      return [
        `${path}: ${switchWords(node)}`,
        ...node.parts.flatMap(({ id, params }) => recordLines(params, inside(path, id))),
      ];
    case 'broken':
      return [];
  }
}

function inside(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Whether a parameter has the value that it would have if nobody had said anything. */
function isDefault({ node, otherwise }: Member): boolean {
  return otherwise !== undefined && JSON.stringify(plain(node)) === JSON.stringify(otherwise);
}

/** undefined where something is open. */
function plain(node: Node): Json | undefined {
  if (node.kind === 'fixed') return node.value;
  if (node.kind === 'list') {
    const items = node.items.map(plain);
    return items.some((item) => item === undefined) ? undefined : (items as Json[]);
  }
  if (node.kind !== 'record') return undefined;
  const entries = node.members.map(({ key, node: member }) => [key, plain(member)] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(entries) as Json);
}
