#!/usr/bin/env node
// The command. Only what --help needs is loaded here; commands load the rest when they run.
import { Command, InvalidArgumentError, Option } from 'commander';
import { VERSION } from './version.js';
import type { BestFlags } from './commands/best.js';
import type { PredictFlags } from './commands/predict.js';
import type { RunFlags } from './commands/run.js';

const program = new Command('tunewright')
  .description('Hyperparameter tuning that tells you what went wrong.')
  .version(VERSION)
  .showHelpAfterError('(see tunewright --help)')
  .addHelpText(
    'after',
    `
Examples:
  $ tunewright run study.json            tune; the log goes to .tunewright/
  $ tunewright run study.json --resume   go on after Ctrl-C or a crash
  $ tunewright run study.json --json     one event a line, for other programs
  $ tunewright best study.json --as model > model.json
  $ tunewright predict model.json rows.csv
  $ tunewright validate study.json       say all that is wrong with a definition

Exit codes:
  0    fine
  1    no trial finished, or the best score missed --fail-under
  2    the definition, or what it names, is not sound
  70   a bug, in Tunewright or in a plugin
  130  interrupted`,
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
  .action(async (file: string, flags: RunFlags) => {
    const { run } = await import('./commands/run.js');
    process.exitCode = await run(file, flags);
  });

program
  .command('best')
  .description('print what the newest stored study of a definition found')
  .argument('<definition>', 'JSON file of the study')
  .addOption(
    new Option('--as <form>', 'the parameters; the definition with nothing left to tune; the fitted model')
      .choices(['parameters', 'definition', 'model'])
      .default('parameters'),
  )
  .option('--store <folder>', 'where the logs are', '.tunewright')
  .action(async (file: string, flags: BestFlags) => {
    const { best } = await import('./commands/best.js');
    process.exitCode = await best(file, flags);
  });

program
  .command('predict')
  .description('print what a kept model predicts for the rows of a CSV file')
  .argument('<model>', 'file written by "tunewright best --as model"')
  .argument('<rows>', 'CSV file with the columns that the model was fitted on')
  .option('--probabilities', 'add the probability of each class', false)
  .action(async (model: string, rows: string, flags: PredictFlags) => {
    const { predict } = await import('./commands/predict.js');
    process.exitCode = await predict(model, rows, flags);
  });

program
  .command('plugins')
  .description('list the plugins that definitions may name')
  .action(async () => {
    const { plugins } = await import('./commands/plugins.js');
    process.exitCode = plugins();
  });

program
  .command('validate')
  .description('check a definition without running anything')
  .argument('<definition>', 'JSON file; comments are allowed')
  .action(async (file: string) => {
    const { validate } = await import('./commands/validate.js');
    process.exitCode = await validate(file);
  });

function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

await program.parseAsync();
