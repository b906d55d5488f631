// `tunewright plugins new`: writes a plugin that works and its test.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Problem } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { readTemplate } from '../templates.js';
import { EXIT, reporting } from './definition-file.js';
import { wrapped } from './layout.js';
import { knownKind } from './plugins-known.js';

export interface NewFlags {
  readonly folder: string;
  readonly js: boolean;
  readonly force: boolean;
}

export function begin(kind: string, name: string, { folder, js, force }: NewFlags): Promise<number> {
  return reporting(undefined, () => {
    const known = knownKind(kind);
    demandFreeName(known, name);
    const ending = js ? '.mjs' : '.ts';
    const rename = renaming(readTemplate(known, ending), known, name);
    const files = [ending, `.test${ending}`].map((end) => ({
      path: join(folder, `${name}${end}`),
      text: rename(readTemplate(known, end)),
    }));
    if (!force) files.forEach(({ path }) => demandNew(path));
    write(folder, files);
    const [plugin = '', test = ''] = files.map(({ path }) => relative('', path));
    process.stdout.write(nextSteps(plugin, test, known, name));
    return Promise.resolve(EXIT.fine);
  });
}

function demandFreeName(kind: string, name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    const kebab = name
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-0-9]+|-+$/g, '');
    const hint = kebab === '' ? 'Write it like "robust-scaler".' : `Did you mean "${kebab}"?`;
    throw Problem.of('bad-plugin-name', `A plugin is named in kebab case, found "${name}". ${hint}`);
  }
  const own = batteries().list();
  if (own.some((manifest) => manifest.kind === kind && manifest.name === name))
    throw Problem.of('plugin-name-taken', `Tunewright has a ${kind} "${name}" of its own. Choose another name.`);
}

function write(folder: string, files: readonly { readonly path: string; readonly text: string }[]): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, text } of files) writeFileSync(path, text);
  } catch (error) {
    throw Problem.of('not-writable', `Nothing can be written to ${folder}: ${(error as Error).message}.`);
  }
}

function demandNew(path: string): void {
  if (existsSync(path))
    throw Problem.of('file-exists', `${path} exists. Choose another name or --folder, or write over it with --force.`);
}

function renaming(template: string, kind: string, name: string): (text: string) => string {
  const plain = className(name);
  // A plugin called "scaler" must not hide the decorator.
  const hides = new RegExp(String.raw`\b${plain}\b`).test(template) && name !== `my-${kind}`;
  return (text) =>
    text.replaceAll(`my-${kind}`, name).replaceAll(className(`my-${kind}`), hides ? `Own${plain}` : plain);
}

function className(name: string): string {
  return name
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}

function nextSteps(plugin: string, test: string, kind: string, name: string): string {
  const steps = [
    `Written: ${plugin} and ${test}`,
    '',
    '1. Test it:',
    `     npx tunewright plugins test ${test}`,
    '2. List it in a definition beside it, and name it where a ' + `${kind.replace('-', ' ')} belongs:`,
    `     "plugins": ["./${plugin.split(/[\\/]/).at(-1) ?? ''}"]    { "use": "${name}" }`,
    '3. See what others will read about it:',
    `     npx tunewright plugins describe ${name} --for study.json`,
  ];
  const hint = plugin.endsWith('.ts')
    ? `\n${wrapped('Editors need "experimentalDecorators": true in tsconfig.json. Types are checked by them and tsc only, not when the plugin is loaded.')}`
    : '';
  return `${steps.join('\n')}\n${hint}`;
}
