import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DIRECTORY, Monitor } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    file: Type.Optional(
      Type.String({ description: 'Where the lines go, relative to the definition; standard error when not given.' }),
    ),
  },
  { additionalProperties: false },
);

export class MyMonitor {
  write;
  best;

  constructor({ file }, directory) {
    if (file === undefined) this.write = (line) => void process.stderr.write(line);
    else {
      const path = resolve(directory, file);
      mkdirSync(dirname(path), { recursive: true });
      this.write = (line) => appendFileSync(path, line);
    }
  }

  // The history has taken in the event already.
  next(_event, { best }) {
    if (best === undefined || best.trial === this.best) return;
    this.best = best.trial;
    this.write(`best so far: trial ${best.trial} with ${best.score}\n`);
  }

  close({ length, counts }) {
    this.write(`${length} trials, ${counts.failed} of them failed\n`);
  }
}

Monitor({
  name: 'my-monitor',
  summary: 'Say so whenever there is a new best trial.',
  params: Params,
  uses: [DIRECTORY],
})(MyMonitor);
