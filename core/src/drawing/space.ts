// The domains that a definition gives names of their own.
import type { Json } from '../contracts/json.js';
import type { Pipeline } from '../definition/pipeline.js';
import type { SharedMember } from '../definition/shared-space.js';
import type { Flowchart } from './flowchart.js';
import { nodeLines } from './part-lines.js';
import { valueWords } from './words.js';

export function drawSpace({ shared: { members } }: Pipeline, chart: Flowchart): void {
  if (members.length === 0) return;
  chart.node('space', 'box', { title: 'space', lines: members.flatMap(memberLines) }, 'tuned');
  chart.edge('space', 'search');
}

function memberLines(member: SharedMember): readonly string[] {
  if (member.kind === 'formula') return [`${member.name} = ${member.expression.text}`];
  const when = Object.entries(member.said ?? {}).map(([name, value]) => `${name} is ${whenWords(value)}`);
  const condition = when.length === 0 ? '' : `, while ${when.join(' and ')}`;
  return nodeLines(member.node, member.name).map((line) => line + condition);
}

function whenWords(value: Json): string {
  return Array.isArray(value) ? value.map(valueWords).join(' or ') : valueWords(value);
}
