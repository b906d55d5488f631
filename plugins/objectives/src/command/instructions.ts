// What a definition says of a command, checked before the first trial and ready for each.
import { isAbsolute, normalize } from 'node:path';
import {
  isProblem,
  Problem,
  type Complaint,
  type Configuration,
  type Inputs,
  type ObjectiveContext,
} from '@tunewright/core';
import { argumentsOf, quoted, readCommandLine, usesOf } from './line.js';
import { valueOf, wrongUses, type Use } from './placeholders.js';
import { missingProgram } from './program.js';
import { scoreReader, type ReadScore, type ScoreSource } from './score.js';
import { fill, namesIn, readTemplate, type Template } from './template.js';

/** What is said in the definition. */
interface Said {
  readonly run: readonly (string | readonly string[])[];
  readonly shell: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly parametersFile?: string;
  readonly score: ScoreSource;
}
/** What one evaluation starts. */
interface Invocation {
  readonly command: readonly [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
}
export interface Instructions {
  /** Whether anything is said of the trial's directory. */
  readonly needsFolder: boolean;
  readonly readScore: ReadScore;
  invocation(parameters: Configuration, context: ObjectiveContext, folder: string | undefined): Invocation;
}

type Variables = readonly (readonly [name: string, template: Template])[];

/** Throws one {@link Problem} with all that is wrong. */
export function readInstructions(said: Said, directory: string, inputs: Inputs): Instructions {
  const line = readCommandLine(said.run);
  const variables: Variables = Object.entries(said.env).map(([name, text]) => [name, readTemplate(text)]);
  const uses = [...usesOf(line), ...usesIn(variables)];
  const complaints = [...wrongUses(uses, inputs), ...missing(said, directory), ...outside(said)];
  const readScore = collected(complaints, () => scoreReader(said.score, inputs));
  if (readScore === undefined || complaints.length > 0) throw new Problem(complaints);
  const inFolder = said.parametersFile !== undefined || (typeof said.score === 'object' && 'file' in said.score);
  return {
    readScore,
    needsFolder: inFolder || uses.some(({ name }) => name === 'trialDir'),
    invocation: (parameters, context, folder) => {
      const value = (name: string): string | undefined => valueOf(name, parameters, context, folder);
      const inShell = (name: string): string | undefined => {
        const text = value(name);
        return text === undefined ? undefined : quoted(text);
      };
      const words = argumentsOf(line, said.shell ? inShell : value) as [string, ...string[]];
      const filled = variables.map(([name, template]) => [name, fill(template, value)] as const);
      return {
        command: said.shell ? [words.join(' ')] : words,
        // Undefined ones are not handed on.
        environment: { ...process.env, ...Object.fromEntries(filled) },
      };
    },
  };
}

/** A variable whose parameter is missing is not set. */
function usesIn(variables: Variables): Use[] {
  return variables.flatMap(([variable, template]) =>
    namesIn(template).map((name) => ({ name, pointer: `/objective/env/${escaped(variable)}`, mayLack: true })),
  );
}

/** The program, unless it depends on the trial or is for the shell to find. */
function missing({ run, shell, env }: Said, directory: string): Complaint[] {
  const [program] = run;
  const path = readTemplate(env['PATH'] ?? process.env['PATH'] ?? '');
  if (shell || typeof program !== 'string') return [];
  const template = readTemplate(program);
  if (namesIn(template).length > 0 || namesIn(path).length > 0) return [];
  const name = fill(template, () => undefined) ?? '';
  const text = missingProgram(
    name,
    directory,
    fill(path, () => undefined),
  );
  return text === undefined ? [] : [{ code: 'program-not-found', pointer: '/objective/run/0', text }];
}

/** Files of a trial lie in its directory. */
function outside({ parametersFile, score }: Said): Complaint[] {
  const files = [
    ['/objective/parametersFile', parametersFile],
    ['/objective/score/file', typeof score === 'object' && 'file' in score ? score.file : undefined],
  ] as const;
  return files.flatMap(([pointer, file]): Complaint[] => {
    if (file === undefined || !(isAbsolute(file) || /^\.\.?([/\\]|$)/.test(normalize(file)))) return [];
    const text = `"${file}" is not in the trial's directory. Say a name such as "${pointer.endsWith('score/file') ? 'result' : 'params'}.json"; {trialDir} in an argument tells the program where that is.`;
    return [{ code: 'file-outside', pointer, text }];
  });
}

function collected<T>(complaints: Complaint[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isProblem(error)) throw error;
    complaints.push(...error.complaints);
    return undefined;
  }
}

/** One segment of a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
