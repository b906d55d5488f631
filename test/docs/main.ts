// `npm run docs:check`: checks README.md, CONTRIBUTING.md and pipelines/docs. With --write, snippets that show a file are
// first copied from it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkPages } from './check.js';
import { copySources } from './sources.js';

const DOCS = 'pipelines/docs';
const root = process.cwd();
const docs = readdirSync(join(root, DOCS), { recursive: true, encoding: 'utf8' }).map((path) => `${DOCS}/${path}`);
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const paths = [...(named.length > 0 ? named : ['README.md', 'CONTRIBUTING.md', ...docs.sort()])];
const pages = paths.filter((path) => path.endsWith('.md'));

if (process.argv.includes('--write')) for (const page of pages) copySources(root, page);

const { checked, unchecked, links, faults } = await checkPages(root, pages);
for (const { page, line, text } of faults) process.stdout.write(`${page}:${line}: ${text}\n`);
process.stdout.write(
  `docs: ${sum(checked)} snippets checked (${words(checked)}), ${sum(unchecked)} not (${words(unchecked)}); ` +
    `${links} links on ${pages.length} pages; ${faults.length} faults\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function words(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([language, count]) => `${language} ${count}`).join(', ') || 'none';
}
