import { isProblem, Problem, type AskedTrial, type Study } from '@tunewright/core';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';
import { inTurn, outcome, shown, type Turn, type TurnFlags } from './turn.js';

export interface AskFlags extends TurnFlags {
  readonly count: number;
  /** Print the trials that were asked and not told, in place of new ones. */
  readonly pending: boolean;
  /** Begin a new log. */
  readonly new: boolean;
}

/** What is printed: trials, and a word on why there are no more. */
interface Answer {
  readonly trials: readonly object[];
  readonly word?: string;
  readonly code: number;
}

/** Prints the next trials to evaluate, one a line; gives the exit code. */
export function ask(file: string, flags: AskFlags): Promise<number> {
  const body = async (definition: DefinitionFile): Promise<number> => {
    const { trials, word, code } = await inTurn(definition, flags, (turn) => answer(turn, flags));
    for (const trial of trials) process.stdout.write(`${JSON.stringify(trial)}\n`);
    if (word !== undefined) process.stderr.write(`${word}\n`);
    return trials.length > 0 ? EXIT.fine : code;
  };
  return withDefinition(file, body, flags.set);
}

async function answer({ logs, take }: Turn, flags: AskFlags): Promise<Answer> {
  if (flags.pending) {
    const trials = logs.open.length === 0 ? [] : await take('go on', (study) => study.pending().map(printed(study)));
    return { trials, code: EXIT.fine };
  }
  if (flags.new) return take('begin', (study) => asked(study, flags.count));
  if (logs.open.length > 0) return take('go on', (study) => asked(study, flags.count));
  const [ended, changed] = [logs.ended.at(-1), logs.changed.at(-1)];
  if (ended) {
    const word = `done: the study has ended, see ${shown(ended.location)}. Begin it anew with --new.`;
    return { trials: [], word, code: EXIT.done };
  }
  if (changed) throw changedProblem(changed.location);
  return take('begin', (study) => asked(study, flags.count));
}

function asked(study: Study, count: number): Answer {
  const trials: object[] = [];
  while (trials.length < count) {
    try {
      const trial = study.ask();
      if (trial === undefined) return { trials, ...none(study) };
      trials.push(printed(study)(trial));
    } catch (error) {
      if (!isProblem(error) || !error.complaints.some(({ code }) => code === 'askTooEarly')) throw error;
      return { trials, word: `wait: ${open(study)} must be told first.`, code: EXIT.wait };
    }
  }
  return { trials, code: EXIT.fine };
}

/** Nothing more is asked: the study has ended, or does so with the results that are missing. */
function none(study: Study): Pick<Answer, 'word' | 'code'> {
  if (study.history.ended) return { word: `done: ${outcome(study)}`, code: EXIT.done };
  return { word: `done: there is no further trial; ${open(study)} can still be told.`, code: EXIT.done };
}

function open(study: Study): string {
  const numbers = study.pending().map(({ number }) => number);
  return numbers.length === 1 ? `trial ${numbers[0] ?? ''}` : `trials ${numbers.join(', ')}`;
}

/** A trial as others read it. */
function printed({ history }: Study): (trial: AskedTrial) => object {
  const times = history.started?.repeats?.times;
  return ({ number, seed, parameters, repeat }) => ({
    trial: number,
    seed,
    ...(times !== undefined && { repeat, repeats: times }),
    parameters,
  });
}

function changedProblem(location: string): Problem {
  const text =
    `The definition has changed since ${shown(location)} was begun, which is not finished. ` +
    'Put it back as it was, or begin a new log with --new.';
  return Problem.of('definitionChanged', text);
}
