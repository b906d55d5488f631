// What the outsider does with the packages, once they are installed and the project is compiled.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demand, demandMatch, demandTool, type Tally } from './check.js';

const tunewright = (project: string, args: readonly string[], code = 0) =>
  demandTool('tunewright', args, project, code);

export async function fiveLines(tally: Tally, project: string): Promise<void> {
  await tally.check('the five lines, compiled', async () => {
    demandMatch((await demand('node', ['dist/five-lines.js'], project)).stdout, /^lr \d\.\de-\d, score -?0\.0\d\d$/m);
  });
  await tally.check('tune() from CommonJS', async () => {
    demandMatch((await demand('node', ['dist/from-commonjs.cjs'], project)).stdout, /^green$/m);
  });
  await tally.check('a study from TypeScript with plugin classes and a monitor of its own', async () => {
    const { stdout } = await demand('node', ['dist/watch.js'], project);
    demandMatch(stdout, /^10 trials, best 0\.[89]\d+$/m);
    demandMatch(stdout, /^20 finished, 0 failed$/m);
    demandMatch(stdout, /^100 folds$/m);
    demandMatch(stdout, /^model of trial \d+ as JSON: there$/m);
  });
}

/** The same definition with plugins in TypeScript, and with what the compiler made of them. */
export async function studies(tally: Tally, project: string): Promise<void> {
  const text = readFileSync(join(project, 'study.json'), 'utf8');
  writeFileSync(join(project, 'compiled.json'), text.replaceAll(/\.\/([\w-]+)\.ts"/g, './dist/$1.js"'));
  const last: Record<string, string> = {};
  for (const definition of ['compiled.json', 'study.json']) {
    await tally.check(`tunewright validate ${definition}`, async () => {
      demandMatch((await tunewright(project, ['validate', definition])).stdout, /searched by hill-climber/);
    });
    await tally.check(`tunewright run ${definition} --json`, async () => {
      const { stdout } = await tunewright(project, ['run', definition, '--json']);
      const end = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
        type: string;
        best: { score: number; params: object };
        counts: { finished: number };
      };
      if (end.type !== 'study-finished' || end.counts.finished !== 12 || !(end.best.score > 0.9))
        throw new Error(JSON.stringify(end));
      last[definition] = JSON.stringify(end.best);
    });
  }
  await tally.check('plugins in TypeScript find what their compiled form finds', () => {
    if (last['study.json'] === undefined || last['study.json'] !== last['compiled.json'])
      throw new Error(JSON.stringify(last));
  });
  await tally.check('tunewright best study.json --as model', async () => {
    demandMatch((await tunewright(project, ['best', 'study.json', '--as', 'model'])).stdout, /nearest-mean/);
  });
  await tally.check('mistakes in the parameters and names of plugins of its own are told', async () => {
    const { stderr } = await tunewright(project, ['validate', 'broken.json'], 2);
    demandMatch(stderr, /"unit-scaler" has no key "limt". Did you mean "limit"\?/);
    demandMatch(stderr, /Did you mean "nearest-mean"\?/);
  });
  await tally.check('npx tunewright plugins', async () => {
    demandMatch((await demand('npx', ['tunewright', 'plugins'], project)).stdout, /^ {2}standard-scaler /m);
  });
}

/** A package of plugins, installed as a tarball; and one that was made for another version. */
export async function byPackage(tally: Tally, project: string, install: readonly string[]): Promise<void> {
  const acme = join(project, 'acme');
  await tally.check('a package of plugins is packed and installed', async () => {
    cpSync(join(project, 'dist/acme'), join(acme, 'dist'), { recursive: true });
    await demand('npm', ['pack', '--pack-destination', project], acme);
    await demand('npm', [...install, './acme-tunewright-plugins-2.1.0.tgz'], project);
  });
  await tally.check('and is found by its name', async () => {
    demandMatch((await tunewright(project, ['run', 'by-package.json'])).stdout, /share-wrong/);
  });
  await tally.check('a package for another version of tunewright is refused', async () => {
    const other = join(project, 'node_modules/@acme/for-later');
    const manifest = JSON.parse(readFileSync(join(acme, 'package.json'), 'utf8')) as object;
    mkdirSync(other);
    cpSync(join(acme, 'dist'), join(other, 'dist'), { recursive: true });
    const wants = { ...manifest, name: '@acme/for-later', peerDependencies: { tunewright: '^9.0.0' } };
    writeFileSync(join(other, 'package.json'), JSON.stringify(wants));
    const definition = readFileSync(join(project, 'by-package.json'), 'utf8');
    writeFileSync(join(project, 'later.json'), definition.replace('@acme/tunewright-plugins', '@acme/for-later'));
    const { stderr } = await tunewright(project, ['validate', 'later.json'], 2);
    for (const part of [/\/plugins\/0/, /@acme\/for-later/, /\^9\.0\.0/, /0\.1\.0/]) demandMatch(stderr, part);
  });
}

/** What the README of the repository and that of the package show. */
const READMES = [
  { file: 'README.md', name: 'readme' },
  { file: 'pipelines/README.md', name: 'package-readme' },
];

export const readmes = {
  copy(root: string, project: string): void {
    for (const { file, name } of READMES) {
      const text = readFileSync(join(root, file), 'utf8');
      const block = (language: string) =>
        new RegExp(`\`\`\`${language}\\b.*\n([^]*?)\`\`\``).exec(text)?.[1] ?? `No ${language} in ${file}.`;
      writeFileSync(join(project, `${name}.json`), block('json'));
      writeFileSync(join(project, `${name}.ts`), block('ts'));
    }
  },
  async check(tally: Tally, project: string): Promise<void> {
    for (const { file, name } of READMES) {
      await tally.check(`the definition of ${file}: run, best, predict`, async () => {
        await tunewright(project, ['run', `${name}.json`, '--quiet']);
        const { stdout } = await tunewright(project, ['best', `${name}.json`, '--as', 'model']);
        writeFileSync(join(project, 'model.json'), stdout);
        const rows = join(project, 'node_modules/@tunewright/learning/data/wine.csv');
        const predicted = await tunewright(project, ['predict', 'model.json', rows]);
        return `${predicted.stdout.trim().split('\n').length} lines predicted`;
      });
      await tally.check(`the TypeScript of ${file}`, async () => {
        await demand('node', [`dist/${name}.js`], project);
      });
    }
  },
};
