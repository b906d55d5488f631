import { basename, dirname, resolve } from 'node:path';
import { isProblem, parseDefinition, Problem, type Parsed } from '@tunewright/core';
import { isLive, LiveArea, lookOf } from '@tunewright/monitors';
import { compareBases, type Comparison, type CompareProgress } from '../compare.js';
import { comparisonText } from '../compare-table.js';
import { EXIT, readText, reporting } from './definition-file.js';
import { untilInterrupted } from './interrupt.js';

export interface CompareFlags {
  /** `search=random,grid` */
  readonly over: readonly string[];
  readonly set: readonly string[];
  readonly seeds: number;
  readonly metric?: string;
  readonly json: boolean;
}

/** Runs variants of definitions side by side; prints a table. */
export function compare(files: readonly string[], { over, set, seeds, metric, json }: CompareFlags): Promise<number> {
  const one = files.length === 1;
  const body = async (): Promise<number> => {
    const bases = files.map((file) => ({
      definition: read(file),
      directory: dirname(resolve(file)),
      label: labelOf(file, files),
      ...(!one && { file }),
    }));
    const progress = new Progress(process.stderr);
    const comparison = await untilInterrupted((signal) =>
      compareBases(bases, {
        over: factorsOf(over),
        set,
        seeds,
        ...(metric !== undefined && { metric }),
        signal,
        onProgress: (moment) => {
          progress.show(moment);
        },
      }),
    ).finally(() => {
      progress.end();
    });
    const text = json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : comparisonText(comparison, lookOf(process.stdout, true, process.env));
    process.stdout.write(text);
    return exitCode(comparison);
  };
  return reporting(one ? files[0] : undefined, body);
}

/** What is wrong with a file is told with its name: there may be several. */
function read(file: string): Parsed {
  try {
    return parseDefinition(readText(file), file);
  } catch (error) {
    if (!isProblem(error)) throw error;
    throw new Problem(
      error.complaints.map((complaint) => (complaint.line === undefined ? complaint : { file, ...complaint })),
    );
  }
}

/** `search=random,grid` → `{ search: ['random', 'grid'] }`. */
export function factorsOf(over: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const factors = over.map((text) => {
    const equals = text.indexOf('=');
    if (equals < 1)
      throw Problem.of('bad-over', `--over takes a name and its values, such as search=random,grid; found "${text}".`);
    return [text.slice(0, equals).trim(), splitValues(text.slice(equals + 1))] as const;
  });
  const names = factors.map(([name]) => name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined)
    throw Problem.of('factor-twice', `"${repeated}" is varied twice. Give all its values in one --over.`);
  return Object.fromEntries(factors);
}

// Quoted texts whole, single brackets and commas, whatever is between; a quote that is not closed is a character.
const TOKENS = /"(?:\\.|[^"\\])*"|[[\](){},"]|[^[\](){},"]+/g;

/** At the commas that are in no brackets and no quotes. */
export function splitValues(text: string): readonly string[] {
  const values: string[] = [];
  let value = '';
  let depth = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    if ('[{('.includes(token)) depth++;
    if (']})'.includes(token)) depth--;
    if (token === ',' && depth <= 0) {
      values.push(value.trim());
      value = '';
    } else value += token;
  }
  return [...values, value.trim()];
}

/** The file's name, with its folder where another file is called the same. */
function labelOf(file: string, files: readonly string[]): string {
  const name = basename(file);
  return files.some((other) => other !== file && basename(other) === name) ? file : name;
}

/** One line, rewritten on a terminal; a line for each run elsewhere. */
class Progress {
  private readonly area: LiveArea | undefined;

  constructor(private readonly stream: ConstructorParameters<typeof LiveArea>[0]) {
    this.area = isLive(stream, process.env) ? new LiveArea(stream) : undefined;
  }

  show({ done, total, variant, seed }: CompareProgress): void {
    if (variant === undefined) return;
    const line = `${done + 1}/${total}: ${variant}, seed ${seed}`;
    if (this.area) this.area.draw([line]);
    else this.stream.write(`${line}\n`);
  }

  end(): void {
    this.area?.remove();
  }
}

function exitCode({ status, groups }: Comparison): number {
  if (status === 'interrupted') return EXIT.interrupted;
  const anything = groups.some(({ variants }) => variants.some(({ score }) => score.spread !== undefined));
  return anything ? EXIT.fine : EXIT.failed;
}
