// Checks pages: every snippet by its language, every link. The map of the phases:
//
//   marks, sources, links ─> files of each page ─> programs compiled, all at once ─> page by page: snippets in order
import { runCommands } from './commands.js';
import { wrongDefinition } from './definitions.js';
import { machinePaths, wrongLinks } from './links.js';
import { wrongMarks } from './marks.js';
import { agrees } from './output.js';
import { readPage, type Fault, type Page, type Snippet } from './page.js';
import { isProgram, runProgram, wrongPrograms } from './programs.js';
import { wrongSource } from './sources.js';
import { Workplace } from './workplace.js';

export interface Report {
  readonly pages: number;
  readonly links: number;
  /** Number of snippets by language. */
  readonly checked: ReadonlyMap<string, number>;
  readonly unchecked: ReadonlyMap<string, number>;
  /** By page and line. */
  readonly faults: readonly Fault[];
}

const DEFINITION = ['json', 'jsonc'];
const COMMANDS = ['sh', 'bash', 'console'];
/** For comparison only. */
const SHOWN = ['python', 'text'];

interface Result {
  readonly faults: readonly Fault[];
  /** What it printed, if it ran to the end that it should have. */
  readonly printed?: string;
}

/** @param paths Pages, relative to the root of the repository. */
export async function checkPages(root: string, paths: readonly string[]): Promise<Report> {
  const pages = new Map(paths.map((path) => [path, readPage(root, path)]));
  const all = [...pages.values()];
  const snippets = all.flatMap((page) => page.snippets);
  const workplace = new Workplace(root);
  try {
    const faults = [
      ...all.flatMap((page) => [...wrongLinks(page, pages, root), ...machinePaths(page), ...workplace.furnish(page)]),
      ...snippets.flatMap((snippet) => [...wrongForm(snippet), ...wrongSource(snippet, root)]),
      ...wrongPrograms(snippets.filter(isProgram), workplace),
    ];
    const later = await Promise.all(all.map((page) => checkSnippets(page, workplace)));
    const links = all.reduce((sum, page) => sum + page.links.length, 0);
    return { pages: all.length, links, ...tally(snippets), faults: [...faults, ...later.flat()].sort(byPlace) };
  } finally {
    workplace.remove();
  }
}

/** One after the other: a snippet may use what the one before has written. */
async function checkSnippets({ snippets }: Page, workplace: Workplace): Promise<Fault[]> {
  const faults: Fault[] = [];
  let printed: string | undefined;
  for (const snippet of snippets) {
    const result = snippet.marks.has('output')
      ? { faults: wrongOutput(snippet, printed) }
      : await checkSnippet(snippet, workplace);
    faults.push(...result.faults);
    // What has gone wrong is told once.
    printed = result.faults.length > 0 ? undefined : (result.printed ?? printed);
  }
  return faults;
}

async function checkSnippet(snippet: Snippet, workplace: Workplace): Promise<Result> {
  const { language, marks, page, line } = snippet;
  if (marks.has('unchecked')) return { faults: [] };
  if (DEFINITION.includes(language)) return { faults: await wrongDefinition(snippet, workplace.folderOf(page)) };
  // A script is a file like others: commands of the page run it.
  if (COMMANDS.includes(language)) return marks.has('file') ? { faults: [] } : runCommands(snippet, workplace);
  if (!isProgram(snippet) || marks.has('no-run') || marks.has('refused')) return { faults: [] };
  const { code, printed } = await runProgram(snippet, workplace);
  return {
    printed,
    faults: code === 0 ? [] : [{ page, line, text: `The program ended with ${code}:\n${lastLines(printed)}` }],
  };
}

function wrongOutput({ page, line, text }: Snippet, printed: string | undefined): Fault[] {
  if (printed === undefined) return [{ page, line, text: 'Nothing that ran well stands before this output.' }];
  return agrees(text, printed) ? [] : [{ page, line, text: `The snippet before printed:\n${printed}` }];
}

/** What is wrong with the fence itself. */
function wrongForm({ page, line, language, marks }: Snippet): Fault[] {
  const texts = wrongMarks(marks);
  const known = [...DEFINITION, ...COMMANDS, ...SHOWN, 'ts'].includes(language);
  if (language === '') texts.push('Say the language of the snippet.');
  else if (!known && !['output', 'file', 'source', 'unchecked'].some((mark) => marks.has(mark)))
    texts.push(`"${language}" cannot be checked. Mark the snippet with unchecked="…" and say why.`);
  return texts.map((text) => ({ page, line, text }));
}

function tally(snippets: readonly Snippet[]): Pick<Report, 'checked' | 'unchecked'> {
  const [checked, unchecked] = [new Map<string, number>(), new Map<string, number>()];
  for (const { language, marks } of snippets) {
    const compared = marks.has('output') || marks.has('source');
    const counts = marks.has('unchecked') || (SHOWN.includes(language) && !compared) ? unchecked : checked;
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return { checked, unchecked };
}

function lastLines(text: string): string {
  return text.split('\n').slice(-25).join('\n');
}

function byPlace(a: Fault, b: Fault): number {
  if (a.page === b.page) return a.line - b.line;
  return a.page < b.page ? -1 : 1;
}
