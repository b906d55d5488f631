// Says in one line, with its place, why a module of the user's could not be loaded. Pure but for one look into the
// importing file.
import { readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { traits } from '../problem/trial-failure.js';

const OWN_FOLDER = dirname(fileURLToPath(import.meta.url));

/** `src/mine.ts:5:25: Unexpected token.`, for anything that an import of the file can throw. */
export function loadFailure(error: unknown, file: string): string {
  const { name, message, stack } = traits(error);
  const readings = [() => ofParser(message), () => ofImport(message), () => ofSyntax(name, message, stack)];
  for (const read of readings) {
    const found = read();
    if (found !== undefined) return found;
  }
  const [first = ''] = (message || name).split('\n');
  return `${placeThatThrew(stack) ?? inFolder(file)}: ${sentence(readable(first))}`;
}

/** The name of the package that an import did not find; undefined when that is not what went wrong. */
export function missingPackage(error: unknown): string | undefined {
  const wanted = notFound(traits(error).message)?.wanted;
  return wanted !== undefined && isPackage(wanted) ? wanted : undefined;
}

/** Whether the TypeScript loader says that, and where, a file cannot be read. */
export function isParseError(error: unknown): boolean {
  return ofParser(traits(error).message) !== undefined;
}

// The TypeScript loader: "ParseError: Unexpected token \n /home/ada/mine.ts:5:24", columns from 0.
function ofParser(message: string): string | undefined {
  const [, reason = '', place, column] = /^ParseError: (.*?)\s*\n\s*(\S.*:\d+):(\d+)\s*$/s.exec(message) ?? [];
  return place === undefined ? undefined : `${inFolder(place)}:${Number(column) + 1}: ${sentence(reason)}`;
}

// Node puts the place first: "file:///home/ada/mine.mjs:5\nexport const = 5;\n".
function ofSyntax(name: string, message: string, stack: string): string | undefined {
  if (name !== 'SyntaxError') return undefined;
  const [, place, line] = /^((?:file:|\/|[A-Za-z]:\\).*):(\d+)\n/.exec(stack) ?? [];
  return place === undefined ? undefined : `${inFolder(toPath(place))}:${line}: ${sentence(message)}`;
}

function ofImport(message: string): string | undefined {
  const { wanted, importer } = notFound(message) ?? {};
  if (wanted === undefined || importer === undefined) return undefined;
  const line = lineOfImport(importer, wanted);
  const advice = isPackage(wanted)
    ? `Install it there with "npm install ${packageOf(wanted)}".`
    : 'Correct the path, with the ending of the file.';
  const what = isPackage(wanted) ? `"${wanted}"` : `"${isAbsolute(wanted) ? inFolder(wanted) : wanted}"`;
  return `${inFolder(importer)}${line}: it imports ${what}, which was not found. ${advice}`;
}

/** Node and the TypeScript loader each have their own words, Node's being of two kinds. */
function notFound(message: string): { readonly wanted: string; readonly importer: string } | undefined {
  const [, wanted, by, stacked] =
    /^Cannot find (?:module|package) '(.+?)'(?: imported from (.+)|\nRequire stack:\n- (.+))/.exec(message) ?? [];
  const importer = by ?? stacked;
  return wanted === undefined || importer === undefined ? undefined : { wanted, importer: toPath(importer) };
}

/** `:3`, or nothing: errors of imports do not say the line. */
function lineOfImport(importer: string, wanted: string): string {
  const name = basename(wanted);
  try {
    const lines = readFileSync(importer, 'utf8').split('\n');
    const index = lines.findIndex((line) => /['"]/.test(line) && line.includes(name));
    return index < 0 ? '' : `:${index + 1}`;
  } catch {
    return '';
  }
}

/** The innermost place in a file of the user's. */
function placeThatThrew(stack: string): string | undefined {
  for (const frame of stack.split('\n')) {
    const [, found = '', line = ''] = /^\s+at (?:.*\()?(?:async )?(.+?):(\d+):\d+\)?$/.exec(frame) ?? [];
    const place = toPath(found);
    if (isAbsolute(place) && !/[/\\]node_modules[/\\]/.test(place) && !place.startsWith(OWN_FOLDER))
      return `${inFolder(place)}:${line}`;
  }
  return undefined;
}

// The loader writes an imported function as a member of its module: "(0 , _core.scale) is not a function".
function readable(message: string): string {
  return message.replace(/\(0\s?, ?_\w+\.(\w+)\)/g, '$1');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const isAbsolute = (path: string): boolean => /^(\/|[A-Za-z]:\\|file:)/.test(path);
const isPackage = (wanted: string): boolean => !isAbsolute(wanted) && !wanted.startsWith('.');
const packageOf = (wanted: string): string => /^(@[^/]+\/)?[^/]+/.exec(wanted)?.[0] ?? wanted;
const toPath = (place: string): string => (place.startsWith('file:') ? fileURLToPath(place) : place);

/** As seen from the current folder, where that is shorter. */
function inFolder(path: string): string {
  const short = relative('', path);
  return short.startsWith('..') || dirname(short) === short ? path : short;
}
