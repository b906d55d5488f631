// JSON snippets are sound definitions; fragments are put into a frame first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isProblem,
  parseDefinition,
  pluginsOf,
  readDefinition,
  readLayers,
  withPlugins,
  type Json,
} from '@tunewright/core';
import { batteries } from 'tunewright';
import type { Fault, Snippet } from './page.js';

type Members = Readonly<Record<string, Json>>;

const LEARNING: Members = { data: { use: 'iris' }, steps: [{ use: 'svc' }] };
const BLACK_BOX: Members = {
  objective: { use: 'module', path: './measure.mjs' },
  space: { x: { tune: 'float', low: 0, high: 1 } },
  budget: { trials: 1 },
};

/** @param folder Where the page's files are. */
export async function wrongDefinition(snippet: Snippet, folder: string): Promise<Fault[]> {
  const { page, line, marks } = snippet;
  const faults = await complaints(snippet, folder);
  if (!marks.has('refused')) return faults;
  return faults.length > 0 ? [] : [{ page, line, text: 'The definition is marked "refused", but it is sound.' }];
}

async function complaints(snippet: Snippet, folder: string): Promise<Fault[]> {
  const { page, line, marks } = snippet;
  try {
    const source = readLayers(parseDefinition(framed(snippet, folder)), folder);
    readDefinition(source, await withPlugins(pluginsOf(source), folder, batteries()));
    return [];
  } catch (error) {
    if (!isProblem(error)) return [{ page, line, text: error instanceof Error ? error.message : String(error) }];
    return error.complaints.map(({ text, pointer = '', line: inside = 0 }) => ({
      page,
      line: line + (marks.has('fragment') ? 0 : inside),
      text: `${pointer} ${text}`.trim(),
    }));
  }
}

/** The snippet as a whole definition. */
function framed({ text, marks }: Snippet, folder: string): string {
  const key = marks.get('fragment');
  if (key === undefined) return text.trimEnd();
  const members = parsed(key === '' ? `{${text}}` : `{${JSON.stringify(key)}: ${text}}`);
  const frame = marks.get('frame');
  const around = frame === undefined ? usual(members) : parsed(readFileSync(join(folder, frame), 'utf8'));
  return JSON.stringify({ ...around, ...members });
}

function usual(members: Members): Members {
  return ['space', 'objective', 'instances'].some((key) => key in members) ? BLACK_BOX : LEARNING;
}

function parsed(text: string): Members {
  return parseDefinition(text).value as Members;
}
