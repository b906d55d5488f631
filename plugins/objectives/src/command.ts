// Any program with a score. What is read before the first trial is in command/instructions.ts, how a program is run and
// ended in command/process.ts, what is read from it in command/output.ts and command/score.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Type, { type Static } from 'typebox';
import {
  DIRECTORY,
  DURATION_PATTERN,
  INPUTS,
  milliseconds,
  Objective,
  TrialFailure,
  type Configuration,
  type Inputs,
  type ObjectiveContext,
  type ObjectivePlugin,
  type Score,
} from '@tunewright/core';
import { openFolder, removeFolder } from './command/folder.js';
import { readInstructions, type Instructions } from './command/instructions.js';
import { Output } from './command/output.js';
import { runProgram, type Exit } from './command/process.js';
import { ScoreSourceSchema } from './command/score.js';

const Params = Type.Object(
  {
    run: Type.Array(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]), {
      minItems: 1,
      expects: 'a program and its arguments, such as ["python3", "train.py", "--lr", "{lr}"]',
      description:
        'The program and its arguments. {name} is the value of a parameter; {seed}, {trial}, {trialDir}, {instance} and {instance.field} are given; {{ is a brace. A list inside the list disappears when a parameter in it is not there.',
    }),
    shell: Type.Boolean({
      default: false,
      description: 'Let a shell read the arguments, joined by blanks; values are quoted for it.',
    }),
    env: Type.Record(Type.String(), Type.String(), {
      default: {},
      description: 'Variables beside those of this process; placeholders as in "run".',
    }),
    parametersFile: Type.Optional(
      Type.String({
        minLength: 1,
        description: "File in the trial's directory that the parameters are written to, as JSON.",
      }),
    ),
    stdin: Type.Enum(['nothing', 'parameters'], {
      default: 'nothing',
      description: 'What the program reads on stdin: nothing, or the parameters as JSON.',
    }),
    score: ScoreSourceSchema,
    folder: Type.String({
      minLength: 1,
      path: true,
      default: '.tunewright/trials',
      description: "Folder of the trials' directories. They are made when something names them.",
    }),
    keep: Type.Enum(['always', 'failures', 'never'], {
      default: 'failures',
      description: "Whose directories stay: all trials', those of trials that failed, or none.",
    }),
    grace: Type.String({
      pattern: DURATION_PATTERN,
      default: '2s',
      expects: 'a duration such as "500ms" or "10s"',
      description: 'Time between SIGTERM and SIGKILL when a program must end.',
    }),
  },
  { additionalProperties: false },
);

@Objective({
  name: 'command',
  summary: 'Any program in any language that prints a score.',
  params: Params,
  uses: [DIRECTORY, INPUTS],
})
export class CommandObjective implements ObjectivePlugin {
  private readonly instructions: Instructions;

  /** Throws a Problem when there is no such program, or when a placeholder or the score cannot be what they should. */
  constructor(
    private readonly params: Static<typeof Params>,
    private readonly directory: string,
    private readonly inputs: Inputs,
  ) {
    this.instructions = readInstructions(params, directory, inputs);
  }

  async evaluate(parameters: Configuration, context: ObjectiveContext): Promise<Score> {
    context.pulse();
    const { keep, folder } = this.params;
    if (!this.instructions.needsFolder) return this.run(parameters, context, undefined);
    const own = openFolder(resolve(this.directory, folder), context.trial);
    let kept = true;
    try {
      const score = await this.run(parameters, context, own);
      kept = keep === 'always';
      return score;
    } catch (error) {
      kept = keep === 'always' || (keep === 'failures' && isFailure(context.signal));
      throw kept ? keptIn(own, error) : error;
    } finally {
      if (!kept && !(await removeFolder(own))) context.notice('folder-not-removed', `${own} could not be removed.`);
    }
  }

  private async run(parameters: Configuration, context: ObjectiveContext, folder: string | undefined): Promise<Score> {
    const { shell, stdin, grace, parametersFile } = this.params;
    const { signal } = context;
    if (folder !== undefined && parametersFile !== undefined) writeJson(join(folder, parametersFile), parameters);
    const output = new Output(this.inputs.metrics, context);
    const launch = {
      ...this.instructions.invocation(parameters, context, folder),
      shell,
      directory: this.directory,
      ...(stdin === 'parameters' && { input: JSON.stringify(parameters) }),
      grace: milliseconds(grace),
    };
    const exit = await runProgram(launch, { signal, out: output.out, error: output.error });
    if (signal.aborted) throw new TrialFailure('exception', 'The trial was cancelled.');
    output.end();
    const score = this.scoreOf(exit, output, folder);
    if (exit.leftOthers)
      context.notice('processes-left', 'The program ended before processes that it had started; they were ended.');
    if (output.complaint !== '') context.notice('stderr', output.complaint);
    return score;
  }

  private scoreOf({ code, signal }: Exit, output: Output, folder: string | undefined): Score {
    const { score } = this.params;
    if (code === null) {
      const guess = signal === 'SIGKILL' ? '; the system does so when memory runs out' : '';
      throw failure('exception', `The program was ended by the signal ${String(signal)}${guess}`, output);
    }
    const wantsCode = typeof score === 'object' && 'exitCode' in score;
    if (code !== 0 && !wantsCode) {
      const printed = output.score === undefined ? '' : '; the score it printed does not count';
      throw failure('exception', `The program exited with code ${code}${printed}`, output);
    }
    try {
      return this.instructions.readScore({ code, output, folder });
    } catch (error) {
      if (error instanceof TrialFailure) throw failure(error.reason, error.message.replace(/\.$/, ''), output);
      throw error;
    }
  }
}

/** With the last line of stderr, where programs say what is wrong, and what stands before it. */
function failure(cause: TrialFailure['reason'], sentence: string, { complaint }: Output): TrialFailure {
  if (complaint === '') return new TrialFailure(cause, `${sentence}.`);
  const last = complaint.slice(complaint.lastIndexOf('\n') + 1);
  const whole = last === complaint ? '' : `\nstderr:\n${complaint}`;
  return new TrialFailure(cause, `${sentence}. Its last word on stderr: ${last}${whole}`);
}

function keptIn(folder: string, error: unknown): unknown {
  if (!(error instanceof TrialFailure)) return error;
  return new TrialFailure(error.reason, `${error.message}\nIts directory is kept: ${folder}`);
}

/** A trial that was stopped or interrupted has not failed; one that took too long has. */
function isFailure({ aborted, reason }: AbortSignal): boolean {
  return !aborted || reason instanceof TrialFailure;
}

function writeJson(file: string, value: Configuration): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
