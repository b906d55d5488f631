// Bundles each package's entry points: Node loads a few files instead of more than a thousand, which is most of the
// time between the command and the first trial. Packages of the monorepo stay outside, so that a user's program and
// ours share them.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const ENTRIES = {
  core: ['index', 'testing/index', 'typebox'],
  'plugins/executors': ['index'],
  'plugins/learning': ['index'],
  'plugins/monitors': ['index'],
  'plugins/objectives': ['index'],
  'plugins/tensorflow': ['index'],
  'plugins/search': ['index'],
  'plugins/stores': ['index'],
  pipelines: ['index', 'testing', 'typebox', 'cli'],
};
// jiti finds its compiler by its own place on the disk.
// TensorFlow.js keeps one state per process, which a user's own import must meet.
const SHARED = /^(@tunewright\/.*|@tensorflow\/.*|tunewright(\/.*)?|node:.*|jiti)$/;

/** One copy of typebox for all bundles. */
const oneTypebox = {
  name: 'one-typebox',
  resolveId: (id) => (id === 'typebox' ? { id: '@tunewright/core/typebox', external: true } : null),
};

/** rxjs gives Node its ES5 form; this one has classes and can be shaken. */
const modernRxjs = {
  name: 'modern-rxjs',
  resolveId: (id) =>
    id === 'rxjs'
      ? join(dirname(createRequire(import.meta.url).resolve('rxjs/package.json')), 'dist/esm/index.js')
      : null,
};

for (const [folder, entries] of Object.entries(ENTRIES)) {
  const root = new URL(`../../${folder}/`, import.meta.url);
  rmSync(new URL('bundle', root), { recursive: true, force: true });
  const input = Object.fromEntries(entries.map((entry) => [entry, new URL(`dist/${entry}.js`, root).pathname]));
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: SHARED,
    logLevel: 'warn',
    // Where a package has both, its ES modules: UMD wrappers hide their imports from bundlers.
    resolve: { mainFields: ['module', 'main'] },
    plugins: folder === 'core' ? [modernRxjs] : [oneTypebox],
  });
  await bundle.write({
    dir: new URL('bundle', root).pathname,
    format: 'esm',
    sourcemap: true,
    // What is bundled of others keeps its licence.
    comments: { legal: true, annotation: true, jsdoc: false },
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  const { name } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  if (process.argv.includes('--verbose')) console.log(`bundled ${name}`);
}
