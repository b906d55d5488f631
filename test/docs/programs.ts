// TypeScript snippets compile under strict rules against the built packages, and run.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Fault, Snippet } from './page.js';
import { runProcess, type Ended } from './process.js';
import type { Workplace } from './workplace.js';

/** What a careful user sets. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  experimentalDecorators: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
};

export const isProgram = ({ language, marks }: Snippet): boolean => language === 'ts' && !marks.has('unchecked');

/** Compiles all snippets at once, and leaves JavaScript beside them. */
export function wrongPrograms(snippets: readonly Snippet[], workplace: Workplace): Fault[] {
  const byFile = new Map(snippets.map((snippet) => [fileOf(snippet, workplace), snippet]));
  for (const [file, { text }] of byFile) writeFileSync(file, text);
  const options = { ...OPTIONS, typeRoots: [join(workplace.root, 'node_modules/@types')] };
  const program = ts.createProgram([...byFile.keys()], options);
  program.emit();
  return [...byFile].flatMap(([file, snippet]) => judge(snippet, program, file));
}

export function runProgram(snippet: Snippet, workplace: Workplace): Promise<Ended> {
  const file = fileOf(snippet, workplace).replace(/ts$/, 'js');
  return runProcess(process.execPath, [file], workplace.folderOf(snippet.page));
}

function judge({ page, line, marks }: Snippet, program: ts.Program, file: string): Fault[] {
  const source = program.getSourceFile(file);
  const found = ts.getPreEmitDiagnostics(program, source).map(({ messageText, start = 0 }) => ({
    page,
    line: line + 1 + (source?.getLineAndCharacterOfPosition(start).line ?? 0),
    text: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
  if (!marks.has('refused')) return found;
  return found.length > 0 ? [] : [{ page, line, text: 'The program is marked "refused", but it compiles.' }];
}

function fileOf({ page, line, marks }: Snippet, workplace: Workplace): string {
  return join(workplace.folderOf(page), marks.get('file') ?? `snippet-${line}.ts`);
}
