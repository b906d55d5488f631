import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import {
  DIRECTORY,
  Problem,
  Store,
  type StorePlugin,
  type StudyEvent,
  type StudyLog,
  type StudySummary,
} from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    folder: Type.String({ default: 'studies', description: 'Where the logs lie, relative to the definition.' }),
  },
  { additionalProperties: false },
);

interface Head {
  readonly name: string;
  readonly identity: string;
}

@Store({
  name: 'my-store',
  summary: 'Keep each study in a numbered file, one line an event.',
  params: Params,
  uses: [DIRECTORY],
})
export class MyStore implements StorePlugin {
  private readonly folder: string;

  constructor({ folder }: Static<typeof Params>, directory: string) {
    this.folder = resolve(directory, folder);
  }

  open(name: string, identity: string, resume: boolean): StudyLog {
    if (!resume) return this.begin({ name, identity });
    const own = this.list().filter((study) => study.name === name && study.identity === identity);
    const newest = own.filter(({ finished }) => !finished).at(-1);
    if (newest === undefined)
      throw Problem.of('nothing-to-resume', `No unfinished study of this definition lies in ${this.folder}.`);
    return this.write(newest.location);
  }

  list(): readonly StudySummary[] {
    return this.files().map((location) => {
      const { head, events } = read(location);
      const trials = events.filter((event) => event.type === 'trial-proposed' && event.continued !== true).length;
      return { location, ...head, trials, finished: events.some(({ type }) => type === 'study-finished') };
    });
  }

  private begin(head: Head): StudyLog {
    mkdirSync(this.folder, { recursive: true });
    const location = join(this.folder, `${String(this.files().length + 1).padStart(6, '0')}.log`);
    // Fails when another process has just begun a study of the same number.
    appendFileSync(location, encode(head), { flag: 'ax' });
    return this.write(location);
  }

  /** A lock beside the log lets only one process write. */
  private write(location: string): StudyLog {
    const lock = `${location}.lock`;
    if (existsSync(lock))
      throw Problem.of('study-locked', `Another process writes to ${location}. If none does, remove ${lock}.`);
    closeSync(openSync(lock, 'wx'));
    return {
      location,
      past: read(location).events,
      append: (event) => appendFileSync(location, encode(event), { flush: true }),
      close: () => rmSync(lock),
    };
  }

  private files(): readonly string[] {
    if (!existsSync(this.folder)) return [];
    const names = readdirSync(this.folder).filter((name) => name.endsWith('.log'));
    return names.sort().map((name) => join(this.folder, name));
  }
}

// JSON would lose NaN, infinities and -0, which events may hold.
function encode(value: Head | StudyEvent): string {
  return `${serialize(value).toString('base64')}\n`;
}

function read(location: string): { readonly head: Head; readonly events: readonly StudyEvent[] } {
  const lines = readFileSync(location, 'utf8').trimEnd().split('\n');
  const [head, ...events] = lines.map((line) => deserialize(Buffer.from(line, 'base64')) as unknown);
  return { head: head as Head, events: events as StudyEvent[] };
}
