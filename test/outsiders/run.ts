// npm run outsiders: packs every package, installs the tarballs in an empty folder outside the repository and does
// there what a stranger would do. Needs a registry, or npm's cache, for what the packages depend on.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { demand, demandMatch, demandNone, demandTool, Tally } from './check.js';
import { demandTypes } from './types.js';
import { byPackage, fiveLines, readmes, studies } from './uses.js';
import {
  contentComplaints,
  exportsOf,
  installScripts,
  manifestIn,
  packAll,
  referenceComplaints,
  type Packed,
} from './packages.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const SOURCES = join(ROOT, 'test/outsiders/project');
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** The outsider's package.json, with the tarballs in place of what the registry would give. */
function writeManifest(project: string, packages: readonly Packed[]): void {
  const manifest = JSON.parse(readFileSync(join(SOURCES, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
    overrides?: Record<string, string>;
  };
  for (const tool of ['typescript', '@types/node'])
    manifest.devDependencies[tool] = manifestIn(join(ROOT, 'node_modules', tool)).version;
  manifest.overrides = {};
  for (const packed of packages) {
    const { manifest: own, tarball } = packed;
    // Packages below the main one come with it.
    if (own.name === 'tunewright' || isBeside(packed)) manifest.dependencies[own.name] = `file:${tarball}`;
    else manifest.overrides[own.name] = `file:${tarball}`;
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest, null, 2));
}

async function checkPackages(tally: Tally, project: string, packages: readonly Packed[]): Promise<void> {
  for (const packed of packages) {
    const { manifest, size, files } = packed;
    const folder = join(project, 'node_modules', manifest.name);
    await tally.check(`${manifest.name} packs what its users need, no more`, () => {
      demandNone(contentComplaints(packed));
      return `${files.length} files, ${Math.ceil(size / 1000)} kB`;
    });
    await tally.check(`${manifest.name} refers to nothing outside itself and its dependencies`, () => {
      demandNone(referenceComplaints(folder, ROOT, manifest));
    });
    await tally.check(`${manifest.name} passes publint`, async () => {
      await demandTool('publint', ['run', folder, '--strict', '--pack', 'false'], project);
    });
  }
  await tally.check('nothing runs at install', () => {
    demandNone(installScripts(project));
  });
}

/** Every export, as a module of types and as one that Node loads. */
function writeExports(project: string, packages: readonly Packed[]): void {
  // What the packages beside the main one build on has declarations that do not pass a strict check.
  const beside = packages.filter(isBeside);
  writeFileSync(join(project, 'every-export.ts'), importing(packages.filter((packed) => !isBeside(packed))));
  writeFileSync(join(project, 'beside.mts'), importing(beside));
  writeFileSync(join(project, 'tsconfig.beside.json'), '{ "extends": "./tsconfig.json", "include": ["beside.mts"] }');
  writeFileSync(join(project, 'beside.mjs'), importing(beside));
}

/** Whether a package is installed by its own name: it works with `tunewright` and is no part of it. */
function isBeside({ manifest }: Packed): boolean {
  return manifest.peerDependencies?.['tunewright'] !== undefined;
}

function importing(packages: readonly Packed[]): string {
  const specifiers = packages.flatMap(({ manifest }) => exportsOf(manifest));
  const lines = specifiers.map((specifier, i) => `import * as export${i} from '${specifier}';`);
  const all = specifiers.map((_, i) => `export${i}`).join(', ');
  return `${lines.join('\n')}\nfor (const names of [${all}]) if (Object.keys(names).length === 0) process.exitCode = 1;\n`;
}

async function checkTypes(tally: Tally, project: string): Promise<void> {
  await tally.check('strict TypeScript compiles against our declarations', async () => {
    await demandTool('tsc', ['-p', '.'], project);
  });
  await tally.check('so it does as bundlers resolve', () => {
    demandTypes(project, 'tsconfig.bundler.json');
  });
  await tally.check('the five lines need no types of Node', () => {
    demandTypes(project, 'tsconfig.browser.json');
  });
  await tally.check('the declarations of packages beside it are sound', () => {
    demandTypes(project, 'tsconfig.beside.json');
  });
  await tally.check('every export loads', async () => {
    await demand('node', ['dist/every-export.js'], project);
    await demand('node', ['beside.mjs'], project);
  });
}

/** One check a contract suite. */
async function checkContracts(tally: Tally, project: string): Promise<void> {
  const suites = ['scaler', 'scaler with a limit', 'estimator', 'acquisition', 'searcher', 'monitor'];
  let report = '';
  await tally.check('contract suites run in the test runner of Node', async () => {
    report = (await demand('node', ['--test-reporter=tap', 'dist/test/contracts.js'], project)).stdout;
    return /# tests \d+/.exec(report)?.[0];
  });
  for (const suite of suites) {
    await tally.check(`contract of the ${suite}`, () => {
      demandMatch(report, new RegExp(`^ok \\d+ - ${suite}$`, 'm'));
    });
  }
}

async function main(): Promise<void> {
  // Without symbolic links, as Node will name files in it.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tunewright-outsiders-')));
  const [tarballs, project] = [join(folder, 'tarballs'), join(folder, 'project')];
  const tally = new Tally();
  try {
    mkdirSync(tarballs);
    mkdirSync(project);
    let packages: readonly Packed[] = [];
    await tally.check('npm pack', async () => {
      packages = await packAll(ROOT, tarballs);
      const bytes = packages.reduce((sum, { size }) => sum + size, 0);
      return `${packages.length} packages, ${(bytes / 1e6).toFixed(1)} MB`;
    });
    writeManifest(project, packages);
    await tally.check('npm install', async () => {
      await demand('npm', INSTALL, project);
    });
    await checkPackages(tally, project, packages);
    cpSync(SOURCES, project, { recursive: true, filter: (path) => !path.endsWith('project/package.json') });
    writeExports(project, packages);
    readmes.copy(ROOT, project);
    await checkTypes(tally, project);
    await fiveLines(tally, project);
    await studies(tally, project);
    await checkContracts(tally, project);
    await byPackage(tally, project, INSTALL);
    await readmes.check(tally, project);
  } finally {
    if (process.argv.includes('--keep')) console.log(`kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
  tally.finish();
}

await main();
