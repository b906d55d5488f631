// The journal store: a folder of files, one study each. The form of the files is in journal/line.ts, who may write
// one in journal/lock.ts.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  DIRECTORY,
  Problem,
  Store,
  isProblem,
  type StorePlugin,
  type StudyLog,
  type StudySummary,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { codeOf, fileFailure, onFile } from './journal/file-failure.js';
import type { JournalHeader } from './journal/line.js';
import { claim } from './journal/lock.js';
import { JournalLog } from './journal/log.js';
import { EXTENSION, numberOf, stemOf } from './journal/naming.js';
import { headerOf, readJournal, summarize } from './journal/read.js';

const Params = Type.Object(
  {
    folder: Type.String({
      minLength: 1,
      path: true,
      default: '.tunewright',
      description: 'Folder of the logs, made when it does not exist.',
    }),
    file: Type.Optional(
      Type.String({
        minLength: 1,
        path: true,
        description: 'The one file to use, in place of a named one in the folder.',
      }),
    ),
    sync: Type.Boolean({
      default: false,
      description:
        'Wait for the disk after every event, so that not even a power cut loses one. Costs milliseconds an event; ' +
        'otherwise only at the end. A killed process loses nothing either way.',
    }),
  },
  { additionalProperties: false },
);

interface Known {
  readonly file: string;
  readonly header: JournalHeader;
}

@Store({
  name: 'journal',
  summary: 'Append-only JSON lines in a file, one study each.',
  params: Params,
  uses: [DIRECTORY],
})
export class Journal implements StorePlugin {
  private readonly folder: string;
  private readonly file: string | undefined;

  constructor(
    private readonly params: Static<typeof Params>,
    directory: string,
  ) {
    this.file = params.file === undefined ? undefined : resolve(directory, params.file);
    this.folder = this.file === undefined ? resolve(directory, params.folder) : dirname(this.file);
  }

  open(name: string, identity: string, resume: boolean): StudyLog {
    return resume ? this.goOn(name, identity) : this.begin(name, identity);
  }

  list(): readonly StudySummary[] {
    return this.files().flatMap((file) => summarize(file) ?? []);
  }

  private begin(name: string, identity: string): StudyLog {
    onFile('make the folder', this.folder, () => mkdirSync(this.folder, { recursive: true }));
    if (this.file !== undefined) return this.beginAt(this.file, name, identity);
    const stem = stemOf(name, identity);
    const numbers = this.files().map((file) => numberOf(stem, basename(file)) ?? 0);
    for (let number = Math.max(0, ...numbers) + 1; ; number++) {
      try {
        return this.beginAt(join(this.folder, `${stem}${number}${EXTENSION}`), name, identity);
      } catch (error) {
        // Another process was faster.
        if (!isTaken(error)) throw error;
      }
    }
  }

  private beginAt(file: string, name: string, identity: string): StudyLog {
    const lock = claim(file);
    try {
      return JournalLog.begin(file, identity, name, this.params.sync, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private goOn(name: string, identity: string): StudyLog {
    const known = this.known(name);
    const ofStudy = known.filter(({ header }) => header.identity === identity).reverse();
    for (const { file } of ofStudy) {
      const log = this.goOnWith(file);
      if (log !== undefined) return log;
    }
    const [newest] = ofStudy;
    if (newest !== undefined) throw finished(name, newest.file);
    const other = known.map(({ file }) => file).sort((a, b) => lastWrite(b) - lastWrite(a))[0];
    throw other === undefined ? nothing(name, this.file ?? this.folder) : changed(name, other);
  }

  /** undefined when the study is finished. */
  private goOnWith(file: string): StudyLog | undefined {
    const lock = claim(file);
    try {
      const content = readJournal(file);
      if (!content.events.some(({ type }) => type === 'study-finished'))
        return JournalLog.goOn(file, content, this.params.sync, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
    lock.release();
    return undefined;
  }

  /** The journals that `name` may mean, oldest first among those of one identity. */
  private known(name: string): readonly Known[] {
    if (this.file !== undefined)
      return existsSync(this.file) ? [{ file: this.file, header: readJournal(this.file).header }] : [];
    return this.files().flatMap((file) => {
      const header = headerOf(file);
      return header?.name === name ? [{ file, header }] : [];
    });
  }

  /** Files that may be journals, by name, with numbers in their order. */
  private files(): readonly string[] {
    if (this.file !== undefined) return existsSync(this.file) ? [this.file] : [];
    try {
      const names = readdirSync(this.folder).filter((name) => name.endsWith(EXTENSION));
      const { compare } = new Intl.Collator('en', { numeric: true });
      return names.sort(compare).map((name) => join(this.folder, name));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw fileFailure('read the folder', this.folder, error);
    }
  }
}

function isTaken(error: unknown): boolean {
  return isProblem(error) && error.complaints.some(({ code }) => code === 'journalInUse' || code === 'journalExists');
}

function lastWrite(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

const BEGIN = 'run it without resuming to begin a new log';

function finished(name: string, file: string): Problem {
  return Problem.of(
    'nothingToResume',
    `The study "${name}" cannot be resumed: it is finished, see "${file}". To do it again, ${BEGIN}.`,
  );
}

function changed(name: string, file: string): Problem {
  return Problem.of(
    'nothingToResume',
    `The study "${name}" cannot be resumed: its definition has changed since "${file}" was written. ` +
      `Put the definition back as it was, or ${BEGIN}.`,
  );
}

function nothing(name: string, place: string): Problem {
  return Problem.of(
    'nothingToResume',
    `The study "${name}" cannot be resumed: there is no log of it in "${place}". ` +
      `Name the right folder or file of the journal, or ${BEGIN}.`,
  );
}
