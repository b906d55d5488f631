// Sentences about what a definition takes from elsewhere: from files it extends, assignments, the environment.
import { quoted, suggestion } from './suggestion.js';

/** Spread into the message catalogue. */
export const layerMessages = {
  // Files.
  fileNotReadable: (p: { file: string; reason: string }) => `${p.file} cannot be read: ${p.reason}.`,
  notUtf8: (p: { file: string }) => `${p.file} is not UTF-8 text. Save it with that encoding.`,
  extendsUnread: () =>
    '"extends" names other files, and only a definition that is read with a folder can have them: use createStudy, ' +
    'or readLayers before readDefinition.',
  extendsNotReadable: (p: { entry: string; reason: string }) =>
    `"${p.entry}" cannot be extended: ${p.reason} Paths in "extends" start where the file stands that says them.`,
  extendsNoObject: (p: { entry: string; found: string }) =>
    `"${p.entry}" cannot be extended: a definition is an object, found ${p.found}.`,
  extendsCycle: (p: { files: readonly string[] }) =>
    `The definition would extend itself: ${p.files.join(' → ')}. Remove one of the links.`,
  extendsTooLong: (p: { entry: string; limit: number }) =>
    `"${p.entry}" is not read: definitions extend each other ${p.limit} deep at most. Merge some of them.`,

  // Assignments.
  badAssignment: (p: { found: string }) =>
    `An assignment is written path=value, such as svc.C=1 or budget.trials=10, found "${p.found}".`,
  badAssignedValue: (p: { error: string; found: string }) =>
    `The value looks like JSON but is not: ${p.error} Put quotes around it for the shell, found ${p.found}.`,
  unknownTarget: (p: { name: string; known: readonly string[] }) =>
    `Nothing here is called "${p.name}": a path begins with a key of the definition, the id of a component or the ` +
    `name of a domain in "space". ${suggestion(p.name, p.known)}`,
  ambiguousTarget: (p: { name: string; paths: readonly string[] }) =>
    `"${p.name}" may mean ${p.paths.join(' or ')}. Write the whole path.`,
  nothingInside: (p: { path: string; found: string; name: string }) =>
    `"${p.path}" is ${p.found}, so there is no "${p.name}" in it. Assign to "${p.path}" itself.`,
  noSuchEntry: (p: { path: string; name: string; length: number; known: readonly string[] }) =>
    `"${p.path}" is a list of ${p.length}, so there is no "${p.name}" in it: entries are counted from 0` +
    (p.known.length === 0 ? '.' : `, or called by id. ${suggestion(p.name, p.known)}`),
  noSuchAlternative: (p: { path: string; name: string; known: readonly string[] }) =>
    `"${p.path}" is a choice and has no alternative "${p.name}". ${suggestion(p.name, p.known)}`,

  // The environment.
  badVariableName: (p: { found: string }) =>
    `"env" names an environment variable by letters, digits and _, and does not begin with a digit, found ${p.found}.`,
  variableNotAlone: (p: { others: readonly string[] }) =>
    `{ "env": … } stands for a whole value and has no other keys. Remove ${quoted(p.others)}.`,
  variableNoText: (p: { variable: string; name: string; allowed: string }) =>
    `The environment variable ${p.variable} would be a text here, but ${p.name} must be ${p.allowed}. Write the value itself.`,
  variableMissing: (p: { variable: string }) =>
    `The environment variable ${p.variable} is not set; the value of this place is read from it. Set it and run again.`,
  variableRefused: (p: { variable: string; name: string; allowed: string }) =>
    `The value of the environment variable ${p.variable} does not fit: ${p.name} must be ${p.allowed}. Set another one.`,
} as const;
