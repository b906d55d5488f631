// Sentences about plugins and the modules that bring them.
import { nearest } from './nearest.js';
import { suggestion } from './suggestion.js';

/** Spread into the message catalogue. */
export const pluginMessages = {
  notAPlugin: (p: { from: string; found: string }) =>
    `${p.from} lists ${p.found}, which is no plugin class. Give the class a decorator such as @Scaler({ … }).`,
  duplicatePlugin: (p: { kind: string; name: string; first: string; second: string }) =>
    `Two plugins are called "${p.name}" (${p.kind}): one from ${p.first}, one from ${p.second}. Rename one of them.`,
  wrongContract: (p: { name: string; from: string; found: number; own: number }) =>
    `Plugin "${p.name}" from ${p.from} is written for version ${p.found} of the plugin contracts; this core has ` +
    `version ${p.own}. Install versions of both that belong together.`,
  unknownKind: (p: { name: string; from: string; kind: string; kinds: readonly string[] }) =>
    `Plugin "${p.name}" from ${p.from} is of kind "${p.kind}", which does not exist. ${suggestion(p.kind, p.kinds)}`,
  badPluginName: (p: { name: string; from: string }) =>
    `Plugin "${p.name}" from ${p.from} must be named in kebab case, such as "robust-scaler".`,
  badPluginParams: (p: { name: string; from: string }) =>
    `Plugin "${p.name}" from ${p.from} must declare its parameters by an object schema: Type.Object({ … }).`,
  moduleNotLoaded: (p: { name: string; reason: string }) => `"${p.name}" could not be loaded: ${p.reason}`,
  noPluginsInside: (p: { from: string }) =>
    `"${p.from}" exports no plugin. Export the decorated classes, one by one or as an array.`,
  missingService: (p: { name: string; service: string }) =>
    `Plugin "${p.name}" asks for the service "${p.service}", which is not to be had in this place.`,

  // Where they come from.
  pluginFileMissing: (p: { from: string; directory: string; files: readonly string[] }) => {
    const near = nearest(p.from, p.files);
    const advice = near === undefined ? 'Paths of a definition start where it stands.' : `Did you mean "${near}"?`;
    return `There is no file "${p.from}" in ${p.directory}. ${advice}`;
  },
  pluginFolder: (p: { from: string }) => `"${p.from}" is a folder. Name the file in it that exports the plugins.`,
  pluginPackageMissing: (p: { name: string; directory: string }) =>
    `No package "${p.name}" is installed for ${p.directory}. Install it there with "npm install ${p.name}"; ` +
    `the name of a file begins with "./".`,
  pluginPackageUnsound: (p: { from: string; reason: string }) =>
    `The package gives nothing under the name "${p.from}": ${p.reason}. Look up in its documentation what to list.`,
  pluginVersion: (p: { name: string; version: string; owner: string; range: string; own: string }) =>
    `"${p.name}"${p.version === '' ? '' : ` ${p.version}`} is made for ${p.owner} ${p.range}, but this is ${p.own}. ` +
    `Install a version of it that is made for ${p.own}, or a ${p.owner} that it is made for.`,
} as const;
