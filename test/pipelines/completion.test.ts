// What an editor offers inside definePipeline: names, parameters and their descriptions. Reads the built declarations.
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const FILE = resolve(import.meta.dirname, 'editor.ts');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
};

let text = '';
let version = 0;
const service = ts.createLanguageService({
  getCompilationSettings: () => OPTIONS,
  getScriptFileNames: () => [FILE],
  getScriptVersion: (file) => (file === FILE ? String(version) : '0'),
  getScriptSnapshot: (file) => {
    const content = file === FILE ? text : ts.sys.readFile(file);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => import.meta.dirname,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
});

/** Shows a definition to the editor; gives the offset of the cursor, written as |. */
function show(definition: string): number {
  const marked = `import { definePipeline } from 'tunewright';\ndefinePipeline(${definition});\n`;
  text = marked.replace('|', '');
  version++;
  return marked.indexOf('|');
}

function offered(definition: string): readonly string[] {
  const found = service.getCompletionsAtPosition(FILE, show(definition), {});
  return (found?.entries ?? []).map(({ name }) => name);
}

function hovered(definition: string): string {
  const info = service.getQuickInfoAtPosition(FILE, show(definition));
  const tags = (info?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
  return [ts.displayPartsToString(info?.documentation), ...tags].join('\n');
}

describe('completion', () => {
  it.each([
    ['keys of the definition', `{ | }`, ['data', 'steps', 'objective', 'space', 'budget', 'control']],
    ['data sets', `{ data: { use: '|' } }`, ['iris', 'csv', 'digits']],
    ['steps', `{ data: { use: 'wine' }, steps: [{ use: '|' }] }`, ['svc', 'pca', 'robust-scaler']],
    ['parameters', `{ data: { use: 'wine' }, steps: [{ use: 'svc', | }] }`, ['C', 'gamma', 'kernel', 'id']],
    ['values', `{ data: { use: 'wine' }, steps: [{ use: 'svc', kernel: '|' }] }`, ['rbf', 'poly', 'linear']],
    ['values in a choice', `{ data: { use: 'wine' }, steps: [{ use: 'svc', kernel: { choose: ['|'] } }] }`, ['rbf']],
    ['domains', `{ data: { use: 'wine' }, steps: [{ use: 'svc', C: { tune: 'float', | } }] }`, ['low', 'high', 'log']],
    ['metrics', `{ data: { use: 'wine' }, steps: [{ use: 'svc' }], metrics: [{ use: '|' }] }`, ['f1', 'log-loss']],
    ['searchers', `{ space: { }, search: { use: '|' } }`, ['grid', 'random']],
  ])('offers %s', (_, definition, names) => {
    expect(offered(definition)).toEqual(expect.arrayContaining(names));
  });

  it('offers no parameter of another plugin', () => {
    const names = offered(`{ data: { use: 'wine' }, steps: [{ use: 'standard-scaler', | }] }`);
    expect(names).toContain('withMean');
    expect(names).not.toContain('gamma');
  });
});

describe('hover', () => {
  it.each([
    ['a name', `{ data: { |use: 'iris' } }`, 'Iris flowers: 150 rows'],
    ['a parameter', `{ data: { use: 'wine' }, steps: [{ use: 'svc', |degree: 3 }] }`, 'Degree of the polynomial.'],
    ['its bounds', `{ data: { use: 'wine' }, steps: [{ use: 'svc', |degree: 3 }] }`, 'A whole number ≥ 0.'],
    ['its default', `{ data: { use: 'wine' }, steps: [{ use: 'svc', |degree: 3 }] }`, '@default 3'],
    ['a key', `{ data: { use: 'wine' }, |trainScores: true }`, 'Score the training rows'],
  ])('describes %s', (_, definition, part) => {
    expect(hovered(definition)).toContain(part);
  });
});
