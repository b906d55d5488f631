#!/usr/bin/env node
// The command. Only what --help needs is loaded here; commands load the rest when they run.
import { Command, InvalidArgumentError, Option } from 'commander';
import { VERSION } from './version.js';
import type { AskFlags } from './commands/ask.js';
import type { BestFlags } from './commands/best.js';
import type { CompareFlags } from './commands/compare.js';
import type { GraphFlags } from './commands/graph.js';
import type { DescribeFlags } from './commands/plugins-describe.js';
import type { ListFlags } from './commands/plugins-list.js';
import type { NewFlags } from './commands/plugins-new.js';
import type { PredictFlags } from './commands/predict.js';
import type { ResolveFlags } from './commands/resolve.js';
import type { RunFlags } from './commands/run.js';
import type { SchemaFlags } from './commands/schema.js';
import type { TellFlags } from './commands/tell.js';
import type { ValidateFlags } from './commands/validate.js';

/** What was typed is not sound; 1 would say that a study ran and found nothing good enough. */
const MISUSED = 2;

/** As `EXIT.bug` of the commands, which are not loaded yet. */
const BUG = 70;

/** With which Node ends when nothing is left that could settle what it waits for. */
const NOTHING_LEFT = 13;

/** 128 plus the number of SIGPIPE, as shells count. */
const BROKEN_PIPE = 141;

const program = new Command('tunewright')
  .description('Hyperparameter tuning that tells you what went wrong.')
  .version(VERSION)
  .configureHelp({ minWidthToWrap: 30 })
  .showHelpAfterError('(see tunewright --help)')
  .exitOverride(({ exitCode }) => leave(exitCode === 0 ? 0 : MISUSED))
  .addHelpText(
    'after',
    `
Examples:
  $ tunewright run study.json            tune; the log goes to .tunewright/
  $ tunewright run study.json --set svc.C=1 --set search=grid
  $ tunewright run study.json --resume   go on after Ctrl-C or a crash
  $ tunewright run study.json --json     one event a line, for other programs
  $ tunewright best study.json --as model > model.json
  $ tunewright predict model.json rows.csv
  $ tunewright ask study.json            the next trial, for loops of your own
  $ tunewright tell study.json 3 0.7     tell the score of trial 3
  $ tunewright validate study.json       say all that is wrong with a definition
  $ tunewright compare study.json --over search=random,grid --seeds 10
  $ tunewright graph study.json          draw it, as Mermaid text
  $ tunewright plugins describe svc      print the parameters of a plugin

Exit codes:
  0    fine
  1    no trial finished, or the best score missed --fail-under
  2    the command, the definition, or what it names, is not sound
  3    ask: there is no further trial
  4    ask: results must be told first
  70   a bug, in Tunewright or in a plugin
  130  interrupted
  141  nobody reads the output any more, as after "| head"`,
  );

program
  .command('run')
  .description('run the study that a definition describes')
  .argument('<definition>', 'JSON file; comments are allowed')
  .option('--resume', 'go on with the newest unfinished log of this study', false)
  .option('--store <folder>', 'where to keep logs, unless the definition says so', '.tunewright')
  .option('--no-store', 'keep no log')
  .option('--fail-under <score>', 'exit with 1 when the best score is worse than this', finiteNumber)
  .addOption(
    new Option('--json', 'print one event a line; the last is "study-finished"').conflicts('quiet').default(false),
  )
  .option('--quiet', 'print nothing but problems', false)
  .option('--details', 'print a line for every trial', false)
  .addOption(assignments())
  .action(async (file: string, flags: RunFlags) => {
    const { run } = await import('./commands/run.js');
    process.exitCode = await run(file, flags);
  });

program
  .command('best')
  .description('print what the newest stored study of a definition found')
  .argument('<definition>', 'JSON file of the study')
  .addOption(
    new Option('--as <form>', 'the parameters; the definition with nothing left to tune; the fitted model; its folder')
      .choices(['parameters', 'definition', 'model', 'folder'])
      .default('parameters'),
  )
  .option('--output <folder>', 'where --as folder writes: pipeline.json, and the model in its own form if it has one')
  .option('--store <folder>', 'where the logs are', '.tunewright')
  .addOption(assignments())
  .action(async (file: string, flags: BestFlags) => {
    const { best } = await import('./commands/best.js');
    process.exitCode = await best(file, flags);
  });

program
  .command('ask')
  .description('print the next trial of a study as JSON, for loops of your own')
  .argument('<definition>', 'JSON file of the study')
  .option('--count <count>', 'trials to ask, one printed a line', positiveInteger, 1)
  .option('--pending', 'print the trials that were asked and not told, in place of new ones', false)
  .option('--new', 'begin a new log', false)
  .option('--store <folder>', 'where the logs are, unless the definition says so', '.tunewright')
  .option('--wait <seconds>', 'how long another process that asks or tells is waited for', finiteNumber, 30)
  .addOption(assignments())
  .action(async (file: string, flags: AskFlags) => {
    const { ask } = await import('./commands/ask.js');
    process.exitCode = await ask(file, flags);
  });

program
  .command('tell')
  .description('tell the result of a trial that was asked')
  .argument('<definition>', 'JSON file of the study')
  .argument('<trial>', 'number of the trial', wholeNumber)
  .argument('[score]', 'of the one metric')
  .option('--scores <json>', 'numbers by metric, such as \'{"loss": 0.3, "size": 20}\'')
  .option('--failed <reason>', 'there is no score')
  .option('--step <step>', 'the score is an intermediate one; prints "stop" when the trial is stopped', positiveInteger)
  .option('--cost <amount>', 'what the evaluation cost, in the unit of budget.cost', finiteNumber)
  .option('--store <folder>', 'where the logs are, unless the definition says so', '.tunewright')
  .option('--wait <seconds>', 'how long another process that asks or tells is waited for', finiteNumber, 30)
  .addOption(assignments())
  .action(async (file: string, trial: number, score: string | undefined, flags: TellFlags) => {
    const { tell } = await import('./commands/tell.js');
    process.exitCode = await tell(file, trial, score, flags);
  });

program
  .command('predict')
  .description('print what a kept model predicts for the rows of a CSV file')
  .argument('<model>', 'file written by "tunewright best --as model"')
  .argument('<rows>', 'CSV file with the columns that the model was fitted on')
  .option('--probabilities', 'add the probability of each class', false)
  .option('--plugins <names...>', 'files and packages with the plugins that the model was fitted by', [])
  .action(async (model: string, rows: string, flags: PredictFlags) => {
    const { predict } = await import('./commands/predict.js');
    process.exitCode = await predict(model, rows, flags);
  });

const plugins = program.command('plugins').description('list, describe, begin and test plugins');

plugins
  .command('list', { isDefault: true })
  .description('list the plugins that definitions may name')
  .option('--kind <kind>', 'only those of one kind, such as "scaler"')
  .option('--for <definition>', 'also those that this definition lists')
  .action(async (flags: ListFlags) => {
    const { list } = await import('./commands/plugins-list.js');
    process.exitCode = await list(flags);
  });

plugins
  .command('describe')
  .description('print what a plugin is and which parameters it takes')
  .argument('<name>', 'such as "svc"; "metric/svc" where several kinds have the name')
  .option('--for <definition>', 'also look among the plugins that this definition lists')
  .option('--json', 'print it for other programs, the parameters as a JSON schema', false)
  .action(async (name: string, flags: DescribeFlags) => {
    const { describe } = await import('./commands/plugins-describe.js');
    process.exitCode = await describe(name, flags);
  });

plugins
  .command('new')
  .description('begin a plugin of your own: a small one that works, and its test')
  .argument('<kind>', 'such as "scaler"')
  .argument('<name>', 'in kebab case; the files are called so, too')
  .option('--folder <folder>', 'where the files go', '.')
  .option('--js', 'write JavaScript in place of TypeScript', false)
  .option('--force', 'write over files that are there', false)
  .action(async (kind: string, name: string, flags: NewFlags) => {
    const { begin } = await import('./commands/plugins-new.js');
    process.exitCode = await begin(kind, name, flags);
  });

plugins
  .command('test')
  .description('test plugins: run test files, or the contract suites of what other files export')
  .argument('<files...>', 'such as my-scaler.test.ts or my-scaler.ts')
  .action(async (files: string[]) => {
    const { test } = await import('./commands/plugins-test.js');
    process.exitCode = await test(files);
  });

program
  .command('validate')
  .description('check a definition without running anything')
  .argument('<definition>', 'JSON file; comments are allowed')
  .addOption(assignments())
  .action(async (file: string, flags: ValidateFlags) => {
    const { validate } = await import('./commands/validate.js');
    process.exitCode = await validate(file, flags);
  });

program
  .command('resolve')
  .description('print a definition with everything written out: defaults, what it extends, assignments')
  .argument('<definition>', 'JSON file; comments are allowed')
  .addOption(assignments())
  .action(async (file: string, flags: ResolveFlags) => {
    const { resolve } = await import('./commands/resolve.js');
    process.exitCode = await resolve(file, flags);
  });

program
  .command('schema')
  .description('print the JSON schema of definitions, by which editors complete and check them')
  .option('--for <definition>', 'with the plugins that this definition lists')
  .option('--output <file>', 'write it there')
  .action(async (flags: SchemaFlags) => {
    const { schema } = await import('./commands/schema.js');
    process.exitCode = await schema(flags);
  });

program
  .command('compare')
  .description('run variants of a definition, or several definitions, with the same seeds; print a table')
  .argument('<definitions...>', 'JSON files; comments are allowed')
  .addOption(
    new Option('--over <path=values>', 'what to vary, such as search=random,grid; repeated: every combination')
      .argParser((text: string, before: readonly string[]) => [...before, text])
      .default([], 'nothing'),
  )
  .option('--seeds <count>', 'seeds that each variant runs with', positiveInteger, 10)
  .option('--metric <name>', 'a metric of all variants, in place of the one that ranks their trials')
  .option('--json', 'print everything as JSON, the scores of each run too', false)
  .addOption(assignments())
  .action(async (files: string[], flags: CompareFlags) => {
    const { compare } = await import('./commands/compare.js');
    process.exitCode = await compare(files, flags);
  });

program
  .command('graph')
  .description('draw a definition: data, folds, steps, search; as Mermaid text')
  .argument('<definition>', 'JSON file; comments are allowed')
  .addOption(assignments())
  .action(async (file: string, flags: GraphFlags) => {
    const { graph } = await import('./commands/graph.js');
    process.exitCode = await graph(file, flags);
  });

/** `--set`, which may be given several times. */
function assignments(): Option {
  return new Option('--set <path=value>', 'change a place of the definition, such as svc.C=1; may be repeated')
    .argParser((text: string, before: readonly string[]) => [...before, text])
    .default([], 'none');
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}

function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

/** `| head` reads no further: that ends the command as a signal would, and is no bug. What is stored can be resumed. */
function closed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') leave(BROKEN_PIPE);
  process.stderr.write(`The output cannot be written: ${error.message}.\n`);
  leave(MISUSED);
}

/** Ends the command on purpose. */
function leave(code: number): never {
  answered = true;
  process.exit(code);
}

/** Code of others may end the process, or wait for ever: without a word, or even as if all were fine. */
function unanswered(): void {
  const code = process.exitCode ?? 0;
  if (answered || (code !== 0 && code !== NOTHING_LEFT)) return;
  const cause = code === 0 ? 'called process.exit' : 'waits for a promise that nothing will settle';
  process.stderr.write(`The command ended without a result: an objective or a plugin ${cause}.\n`);
  process.exitCode = BUG;
}

let answered = false;
process.on('exit', unanswered);
process.stdout.on('error', closed);
process.stderr.on('error', () => leave(BROKEN_PIPE));
await program.parseAsync();
answered = true;
