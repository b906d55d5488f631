import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { DIRECTORY, Problem, Store } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    folder: Type.String({ default: 'studies', description: 'Where the logs lie, relative to the definition.' }),
  },
  { additionalProperties: false },
);

export class MyStore {
  folder;

  constructor({ folder }, directory) {
    this.folder = resolve(directory, folder);
  }

  open(name, identity, resume) {
    if (!resume) return this.begin({ name, identity });
    const own = this.list().filter((study) => study.name === name && study.identity === identity);
    const newest = own.filter(({ finished }) => !finished).at(-1);
    if (newest === undefined)
      throw Problem.of('nothing-to-resume', `No unfinished study of this definition lies in ${this.folder}.`);
    return this.write(newest.location);
  }

  list() {
    return this.files().map((location) => {
      const { head, events } = read(location);
      const trials = events.filter((event) => event.type === 'trial-proposed' && event.continued !== true).length;
      return { location, ...head, trials, finished: events.some(({ type }) => type === 'study-finished') };
    });
  }

  begin(head) {
    mkdirSync(this.folder, { recursive: true });
    const location = join(this.folder, `${String(this.files().length + 1).padStart(6, '0')}.log`);
    // Fails when another process has just begun a study of the same number.
    appendFileSync(location, encode(head), { flag: 'ax' });
    return this.write(location);
  }

  /** A lock beside the log lets only one process write. */
  write(location) {
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

  files() {
    if (!existsSync(this.folder)) return [];
    const names = readdirSync(this.folder).filter((name) => name.endsWith('.log'));
    return names.sort().map((name) => join(this.folder, name));
  }
}

Store({
  name: 'my-store',
  summary: 'Keep each study in a numbered file, one line an event.',
  params: Params,
  uses: [DIRECTORY],
})(MyStore);

// JSON would lose NaN, infinities and -0, which events may hold.
function encode(value) {
  return `${serialize(value).toString('base64')}\n`;
}

function read(location) {
  const lines = readFileSync(location, 'utf8').trimEnd().split('\n');
  const [head, ...events] = lines.map((line) => deserialize(Buffer.from(line, 'base64')));
  return { head: head, events: events };
}
