// `tunewright plugins list`: what definitions may name.
import type { Manifest } from '@tunewright/core';
import { twoColumns } from './layout.js';
import { knownKind, withRegistry } from './plugins-known.js';

export interface ListFlags {
  readonly kind?: string;
  /** A definition whose plugins are listed, too. */
  readonly for?: string;
}

/** Lists plugins by kind. */
export function list(flags: ListFlags): Promise<number> {
  return withRegistry(flags.for, (registry) => {
    const all = registry.list();
    const kinds = flags.kind === undefined ? [...new Set(all.map(({ kind }) => kind))] : [knownKind(flags.kind)];
    const width = Math.max(...all.map(({ name }) => name.length));
    const paragraphs = kinds.map((kind) => `${kind}\n${listed(all, kind, width)}`);
    process.stdout.write(paragraphs.join('\n'));
  });
}

function listed(all: readonly Manifest[], kind: string, width: number): string {
  const rows = all
    .filter((manifest) => manifest.kind === kind)
    .map(({ name, summary }) => [name.padEnd(width), summary] as const);
  return rows.length === 0 ? '  none\n' : twoColumns(rows, 2);
}
