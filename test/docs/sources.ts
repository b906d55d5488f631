// Snippets that show a file of the repository say what the file says.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPage, type Fault, type Snippet } from './page.js';

export function wrongSource(snippet: Snippet, root: string): Fault[] {
  const { page, line, marks } = snippet;
  if (!marks.has('source')) return [];
  const text = sourceOf(snippet, root);
  if (text === undefined) return [{ page, line, text: `There is no file ${marks.get('source') ?? ''}.` }];
  if (text.trim() === snippet.text.trim()) return [];
  const remedy = '"npm run docs:check -- --write" copies it';
  return [{ page, line, text: `The snippet differs from ${marks.get('source') ?? ''}: ${remedy}.` }];
}

/** Copies each source to the snippets that show it. */
export function copySources(root: string, path: string): void {
  const { text, snippets } = readPage(root, path);
  const lines = text.split('\n');
  // From the end, so that the lines of earlier snippets stay where they are.
  for (const snippet of [...snippets].reverse()) {
    const source = sourceOf(snippet, root);
    if (source === undefined) continue;
    const height = snippet.text.split('\n').length - 1;
    lines.splice(snippet.line, height, ...source.trim().split('\n'));
  }
  if (lines.join('\n') !== text) writeFileSync(join(root, path), lines.join('\n'));
}

function sourceOf({ page, marks }: Snippet, root: string): string | undefined {
  const source = marks.get('source');
  const file = join(root, dirname(page), source ?? '');
  return source !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
