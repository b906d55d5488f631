import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DIRECTORY, Monitor, type History, type MonitorPlugin, type StudyEvent } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    file: Type.Optional(
      Type.String({ description: 'Where the lines go, relative to the definition; standard error when not given.' }),
    ),
  },
  { additionalProperties: false },
);

@Monitor({
  name: 'my-monitor',
  summary: 'Say so whenever there is a new best trial.',
  params: Params,
  uses: [DIRECTORY],
})
export class MyMonitor implements MonitorPlugin {
  private readonly write: (line: string) => void;
  private best: number | undefined;

  constructor({ file }: Static<typeof Params>, directory: string) {
    if (file === undefined) this.write = (line) => void process.stderr.write(line);
    else {
      const path = resolve(directory, file);
      mkdirSync(dirname(path), { recursive: true });
      this.write = (line) => appendFileSync(path, line);
    }
  }

  // The history has taken in the event already.
  next(_event: StudyEvent, { best }: History): void {
    if (best === undefined || best.trial === this.best) return;
    this.best = best.trial;
    this.write(`best so far: trial ${best.trial} with ${best.score}\n`);
  }

  close({ length, counts }: History): void {
    this.write(`${length} trials, ${counts.failed} of them failed\n`);
  }
}
