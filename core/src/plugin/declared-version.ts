// Whether a package of plugins is made for this version of Tunewright, by what its package.json says.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { complain } from '../problem/messages.js';
import type { Complaint } from '../problem/problem.js';
import { VERSION } from '../version.js';

/** Packages of ours that a package of plugins may ask for; all have one version. */
const OWN = ['tunewright', '@tunewright/core'];

interface PackageManifest {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly peerDependencies?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, unknown>>;
}

/**
 * A complaint when the package asks for other versions of Tunewright than the running one. Silence means consent, and
 * so does what is no range of versions (`latest`, `workspace:*`, an address).
 *
 * @param entry A file of the package.
 */
export async function versionComplaint(name: string, entry: string, own = VERSION): Promise<Complaint | undefined> {
  const manifest = manifestAbove(entry, name);
  const asked = OWN.map((owner) => ({ owner, range: rangeFor(owner, manifest) })).find(({ range }) => range !== '');
  if (asked === undefined) return undefined;
  const { default: semver } = await import('semver');
  const { owner, range } = asked;
  if (semver.validRange(range) === null || semver.satisfies(own, range, { includePrerelease: true })) return undefined;
  const version = typeof manifest.version === 'string' ? manifest.version : '';
  return complain('pluginVersion', { name, version, owner, range, own });
}

function rangeFor(owner: string, { peerDependencies, dependencies }: PackageManifest): string {
  const range = peerDependencies?.[owner] ?? dependencies?.[owner];
  return typeof range === 'string' ? range : '';
}

/** The package.json with this name above a file; empty when there is none that can be read. */
function manifestAbove(file: string, name: string): PackageManifest {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = manifestIn(folder);
    if (manifest.name === name) return manifest;
  }
  return {};
}

function manifestIn(folder: string): PackageManifest {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
