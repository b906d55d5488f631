// The packages of the repository as tarballs, and what a stranger may expect of each.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { demand } from './check.js';

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface Packed {
  readonly manifest: PackageManifest;
  readonly tarball: string;
  /** Bytes of the tarball. */
  readonly size: number;
  readonly files: readonly string[];
}

export function manifestIn(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** Packs everything that is not private into a folder. */
export async function packAll(root: string, into: string): Promise<readonly Packed[]> {
  const plugins = readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}`);
  const folders = ['core', ...plugins, 'pipelines'].filter((folder) => existsSync(join(root, folder, 'package.json')));
  const chosen = folders.filter((folder) => manifestIn(join(root, folder)).private !== true);
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into];
  const { stdout } = await demand('npm', [...args, ...chosen.flatMap((folder) => ['-w', folder])], root);
  type Report = { name: string; filename: string; size: number; files: { path: string }[] };
  const reports = Object.values(JSON.parse(stdout) as Record<string, Report>);
  return chosen.map((folder) => {
    const manifest = manifestIn(join(root, folder));
    const report = reports.find(({ name }) => name === manifest.name);
    if (report === undefined) throw new Error(`npm pack made no tarball of ${manifest.name}.`);
    const { filename, size, files } = report;
    // npm before 10 wrote the name with its scope.
    const tarball = join(into, filename.replace(/^@/, '').replace('/', '-'));
    return { manifest, tarball, size, files: files.map(({ path }) => path) };
  });
}

/** Nothing but what `files` lists, with a readme and a licence, and nothing that only the build needs. */
export function contentComplaints({ manifest, files }: Packed): readonly string[] {
  const always = ['package.json', 'README.md', 'LICENSE'];
  const folders = (manifest.files ?? []).map((entry) => entry.replace(/\/[^/]*\*.*$/, ''));
  const inside = (path: string) =>
    always.includes(path) || folders.some((entry) => path === entry || path.startsWith(`${entry}/`));
  return [
    ...always.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
    ...files.filter((path) => !inside(path)).map((path) => `${path} is not listed in "files"`),
    ...files
      .filter((path) => /tsbuildinfo|(^|\/)(src|node_modules|\.\w)/.test(path))
      .map((path) => `${path} is packed`),
    ...files.filter((path) => /^dist\/.*(\.js|\.map)$/.test(path)).map((path) => `${path}: no export leads there`),
  ];
}

/** Everything in it that only exists on this machine, or outside the package. */
export function referenceComplaints(folder: string, root: string, manifest: PackageManifest): readonly string[] {
  return filesOf(folder).flatMap((file) => {
    if (!/\.(js|cjs|mjs|ts|map|json|md)$/.test(file)) return [];
    const text = readFileSync(file, 'utf8');
    const found = [...(text.includes(`${root}${sep}`) ? [`names ${root}`] : [])];
    if (/\.(js|d\.ts)$/.test(file)) found.push(...importComplaints(text, file, folder, manifest));
    if (file.endsWith('.map')) found.push(...mapComplaints(text, file));
    return found.map((complaint) => `${relative(folder, file)}: ${complaint}`);
  });
}

/** Files of a package, without what is installed in it. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.split(sep).includes('node_modules'))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}

// At the beginning of a line, where bundler and compiler put them, or in types: `import("…")`.
const FROM = /^\s*(?:import|export|\})[^'"`;=]*?\bfrom\s*(["'])([^"'\n]+)\1/gm;
const BARE = /^\s*import\s*(["'])([^"'\n]+)\1/gm;
const IN_TYPES = /\bimport\((["'])([^"'\n]+)\1\)/g;

function importComplaints(text: string, file: string, folder: string, manifest: PackageManifest): readonly string[] {
  const patterns = [FROM, BARE, ...(file.endsWith('.d.ts') ? [IN_TYPES] : [])];
  // Comments may show how to import.
  const code = text.replace(/^\s*(\/\*[^]*?\*\/|\/\/.*|\*.*)$/gm, '');
  const specifiers = new Set(patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2] ?? '')));
  return [...specifiers].flatMap((specifier) => {
    if (specifier.startsWith('node:')) return [];
    if (!specifier.startsWith('.')) return isDeclared(specifier, manifest) ? [] : [`imports undeclared ${specifier}`];
    const target = resolve(dirname(file), specifier);
    const candidates = file.endsWith('.d.ts') ? [target.replace(/\.js$/, '.d.ts'), target] : [target];
    if (!target.startsWith(folder + sep)) return [`imports ${specifier}, outside the package`];
    return candidates.some((candidate) => existsSync(candidate)) ? [] : [`imports ${specifier}, which is not there`];
  });
}

function isDeclared(specifier: string, { name, dependencies, peerDependencies }: PackageManifest): boolean {
  const wanted = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return wanted === name || wanted in { ...dependencies, ...peerDependencies };
}

/** A source is in the map itself, or a file of the package. */
function mapComplaints(text: string, file: string): readonly string[] {
  const { sources, sourcesContent } = JSON.parse(text) as { sources: string[]; sourcesContent?: (string | null)[] };
  return sources
    .filter((source, i) => typeof sourcesContent?.[i] !== 'string' && !existsSync(resolve(dirname(file), source)))
    .map((source) => `leads to ${source}, which is not there`);
}

/** Anything that npm would run at install, in our packages and all they bring. */
export function installScripts(folder: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => `${path} runs a script at install`);
}

/** `tunewright/testing` for each export of each package. */
export function exportsOf(manifest: PackageManifest): readonly string[] {
  return Object.keys(manifest.exports ?? {}).map((path) => manifest.name + path.slice(1));
}
