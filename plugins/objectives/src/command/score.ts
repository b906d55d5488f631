// Where the score of a program is found.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Type, { type Static } from 'typebox';
import { Problem, TrialFailure, type Complaint, type Inputs, type Score } from '@tunewright/core';
import { readJson, readNumber } from './json.js';
import { PRINTED, type Output } from './output.js';
import { lastMatch } from './regex.js';

const Regex = Type.Object(
  {
    regex: Type.String({
      minLength: 1,
      description: `Regular expression of JavaScript; its first group, or all of it, is the number. Named groups are scores by metric. The last match in the last ${PRINTED} bytes of stdout counts.`,
    }),
  },
  { additionalProperties: false },
);
const File = Type.Object(
  {
    file: Type.String({ minLength: 1, description: "JSON file in the trial's directory." }),
    key: Type.Optional(Type.String({ description: 'Where the score is in it, such as "metrics.accuracy".' })),
  },
  { additionalProperties: false },
);
const ExitCode = Type.Object(
  { exitCode: Type.Literal(true, { description: 'The exit code itself is the score.' }) },
  { additionalProperties: false },
);

export const ScoreSourceSchema = Type.Union([Type.Literal('last-line'), Regex, File, ExitCode], {
  default: 'last-line',
  expects: '"last-line", { "regex": "…" }, { "file": "…" } or { "exitCode": true }',
  description:
    'Where the score is found: the last line on stdout that is a number, or a JSON object of scores by metric; a regular expression over stdout; a JSON file; the exit code.',
});

export type ScoreSource = Static<typeof ScoreSourceSchema>;

/** What a program that has ended leaves behind. */
interface Remains {
  readonly code: number;
  readonly output: Output;
  /** The trial's directory. */
  readonly folder: string | undefined;
}
/** Throws a {@link TrialFailure} when there is no score. */
export type ReadScore = (remains: Remains) => Score;

const POINTER = '/objective/score';
const MOST = 1_048_576; // bytes of a file with scores

/** Throws a {@link Problem} when the score cannot be what the study asks for. */
export function scoreReader(source: ScoreSource, inputs: Inputs): ReadScore {
  if (source === 'last-line')
    return ({ output }) => output.score ?? lacking(`The program printed no score: ${output.lack}.`);
  if ('regex' in source) return regexReader(source.regex, inputs);
  if ('file' in source) return ({ folder = '' }) => scoreInFile(folder, source.file, source.key);
  demandOne(inputs, 'The exit code is one number');
  return ({ code }) => code;
}

function regexReader(source: string, inputs: Inputs): ReadScore {
  const pattern = compiled(source);
  const names = Object.keys(new RegExp(`${source}|`).exec('')?.groups ?? {});
  if (names.length === 0) demandOne(inputs, 'A regular expression without named groups gives one number');
  else {
    const missing = inputs.metrics.filter(({ name }) => !names.includes(name));
    const complaints = missing.map(({ name }): Complaint => {
      const text = `No group of the regular expression is called "${name}", as the metric is. Write (?<${name}>…).`;
      return { code: 'score-lacks-metric', text, pointer: `${POINTER}/regex` };
    });
    if (complaints.length > 0) throw new Problem(complaints);
  }
  return ({ output }) => {
    const found = lastMatch(pattern, output.printed.text());
    if (found === undefined) return lacking(`${String(pattern)} matches nothing on stdout: ${output.lack}.`);
    const { groups } = found;
    if (groups === undefined) return numberIn(found[1] ?? found[0]);
    return Object.fromEntries(names.map((name) => [name, numberIn(groups[name] ?? '')]));
  };
}

/** Lines are looked at one by one where the expression says ^ and $. */
function compiled(source: string): RegExp {
  try {
    return new RegExp(source, 'gm');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw Problem.of('bad-regex', `${why}.`, `${POINTER}/regex`);
  }
}

function numberIn(text: string): number {
  return readNumber(text.trim()) ?? lacking(`What the regular expression found is no number: ${JSON.stringify(text)}.`);
}

function demandOne({ metrics }: Inputs, what: string): void {
  if (metrics.length < 2) return;
  const names = metrics.map(({ name }) => `"${name}"`).join(', ');
  const text = `${what}, but the study has the metrics ${names}. Print scores by name as JSON, or use named groups.`;
  throw Problem.of('score-lacks-metric', text, POINTER);
}

function scoreInFile(folder: string, file: string, key: string | undefined): Score {
  const found = (key ?? '').split('.').reduce<unknown>(
    (outer, part) => {
      if (part === '') return outer;
      return typeof outer === 'object' && outer !== null && Object.hasOwn(outer, part)
        ? (outer as Readonly<Record<string, unknown>>)[part]
        : lacking(`There is no "${key ?? ''}" in "${file}".`);
    },
    jsonIn(folder, file),
  );
  if (typeof found === 'number' || (typeof found === 'object' && found !== null)) return found as Score;
  return lacking(
    `${key === undefined ? 'It' : `"${key}"`} in "${file}" is no number and no object: ${JSON.stringify(found)}.`,
  );
}

function jsonIn(folder: string, file: string): unknown {
  const path = resolve(folder, file);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return lacking(`The program wrote no file "${file}" into the trial's directory.`);
  if (size > MOST)
    return lacking(`The file "${file}" has ${size} bytes; scores are read from files of at most ${MOST}.`);
  return readJson(readFileSync(path, 'utf8')) ?? lacking(`The file "${file}" is not JSON.`);
}

function lacking(text: string): never {
  throw new TrialFailure('invalid', text);
}
