// The part of a definition that only studies of an objective have.
import type { JsonObject } from '../contracts/json.js';
import { isParameterName } from './identifier.js';
import { isOpen, type Member, type Part, type RecordNode } from './node.js';
import { provisionalId, readPart } from './part.js';
import { at } from './pointer.js';
import { show } from './schema-words.js';
import type { Scope } from './scope.js';
import type { Entry, Shell } from './shell.js';
import { readValue } from './value.js';

export interface BlackBox {
  /** Absent when results come from outside. */
  readonly objective: Part | undefined;
  readonly space: RecordNode;
}

export function readBlackBox(shell: Shell, scope: Scope): BlackBox {
  const objective = shell.object('objective');
  return {
    objective: objective && readObjective(objective, scope),
    space: readSpace(shell.object('space')?.json ?? {}, scope),
  };
}

function readObjective({ json, pointer }: Entry, scope: Scope): Part | undefined {
  return readPart(json, { kinds: ['objective'], ownKeys: ['id'] }, { pointer, name: provisionalId(json) }, scope);
}

function readSpace(json: JsonObject, scope: Scope): RecordNode {
  const members = Object.entries(json).flatMap(([key, value]): Member[] => {
    const pointer = at('/space', key);
    if (!isParameterName(key)) scope.complaints.add('badParameterName', pointer, { found: key });
    const before = scope.complaints.count;
    const node = readValue(value, {}, { pointer, name: key }, scope);
    if (isOpen(node) && node.kind !== 'record' && node.kind !== 'list') return [{ key, node, when: [] }];
    if (scope.complaints.count === before) scope.complaints.add('noDomain', pointer, { found: show(value) });
    return [];
  });
  return { kind: 'record', members };
}
