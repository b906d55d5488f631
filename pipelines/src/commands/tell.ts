import { Problem, TrialFailure, type Score, type Study } from '@tunewright/core';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';
import { inTurn, outcome, shown, type Turn, type TurnFlags } from './turn.js';

export interface TellFlags extends TurnFlags {
  /** Scores by metric, as JSON. */
  readonly scores?: string;
  /** Why there is no score. */
  readonly failed?: string;
  /** The score is an intermediate one, after this step. */
  readonly step?: number;
  /** In the unit of `budget.cost`. */
  readonly cost?: number;
}

/** Tells a study the result of an asked trial; gives the exit code. */
export function tell(file: string, trial: number, score: string | undefined, flags: TellFlags): Promise<number> {
  const body = async (definition: DefinitionFile): Promise<number> => {
    const result = resultOf(score, flags);
    const word = await inTurn(definition, flags, async (turn) => {
      demandOpen(turn, file, trial);
      return turn.take('go on', (study) => told(study, trial, fitting(result, study), flags));
    });
    process.stdout.write(word.out);
    process.stderr.write(word.err);
    return EXIT.fine;
  };
  return withDefinition(file, body, flags.set);
}

function told(
  study: Study,
  trial: number,
  result: Score | Error,
  { step, cost }: TellFlags,
): { out: string; err: string } {
  if (step !== undefined && !(result instanceof Error))
    return { out: study.report(trial, step, result) ? '' : 'stop\n', err: '' };
  study.tell(trial, cost === undefined || result instanceof Error ? result : { ...named(result, study), cost });
  return { out: '', err: study.history.ended ? `done: ${outcome(study)}\n` : '' };
}

/** Throws unless exactly one result is given. */
function resultOf(score: string | undefined, { scores, failed, step }: TellFlags): Score | Error {
  const given = [score, scores, failed].filter((each) => each !== undefined);
  if (given.length !== 1 || (failed !== undefined && step !== undefined)) throw wrong(ONE);
  if (failed !== undefined) return failureOf(failed);
  return scores === undefined ? numberOf(score ?? '') : numbersOf(scores);
}

const ONE =
  'Give one result: a score, --scores with JSON, or --failed with the reason; with --step a score or --scores.';

/** Without a stack: the place in this program says nothing of what went wrong. */
function failureOf(reason: string): TrialFailure {
  return Object.assign(new TrialFailure('exception', reason), { stack: '' });
}

/** What other programs print for no number is a result, too: the trial fails by it. */
function numberOf(text: string): number {
  const [, sign, word = ''] = /^([+-]?)(nan|inf|infinity)$/i.exec(text.trim()) ?? [];
  if (/^nan$/i.test(word)) return Number.NaN;
  if (word !== '') return sign === '-' ? -Infinity : Infinity;
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw wrong(`The score must be a number, found "${text}".`);
  return value;
}

function numbersOf(text: string): Readonly<Record<string, number>> {
  const found = parsed(text);
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw wrong(`--scores takes a JSON object of numbers by metric, such as '{"loss": 0.3}'; found ${text}`);
  const numbers = Object.entries(found).map(([name, value]: [string, unknown]): [string, number] => {
    // What JSON makes of NaN.
    if (value === null) return [name, Number.NaN];
    if (typeof value === 'number') return [name, value];
    throw wrong(`The score "${name}" must be a number, found ${JSON.stringify(value)}.`);
  });
  return Object.fromEntries(numbers);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A mistake of whoever tells must not fail the trial. */
function fitting(result: Score | Error, { pipeline }: Study): Score | Error {
  const metrics = pipeline.metrics.map(({ info }) => info.name);
  if (result instanceof Error) return result;
  const missing =
    typeof result === 'number' ? metrics.slice(1) : metrics.filter((name) => !Object.hasOwn(result, name));
  if (missing.length === 0) return result;
  throw wrong(
    `The study has the metrics ${metrics.join(', ')}: give them all by name, --scores '{"${metrics[0] ?? ''}": …}'.`,
  );
}

function named(result: Score, { pipeline }: Study): Readonly<Record<string, number>> {
  return typeof result === 'number' ? { [pipeline.metrics[0]?.info.name ?? 'score']: result } : result;
}

function demandOpen({ logs, folder }: Turn, file: string, trial: number): void {
  if (logs.open.length > 0) return;
  const ended = logs.ended.at(-1);
  throw ended
    ? wrong(
        `The study has ended, see ${shown(ended.location)}: nothing can be told of it any more, nor of trial ${trial}.`,
      )
    : wrong(`No study of this definition is under way in ${folder}. Ask first: tunewright ask ${file}`);
}

function wrong(text: string): Problem {
  return Problem.of('cannotTell', text);
}
