// Reading journals. Needs no lock: a line that is being written looks like a torn one, and is left out.
import { Problem, type StudyEvent, type StudySummary } from '@tunewright/core';
import { codeOf, onFile } from './file-failure.js';
import { fileLines } from './file-lines.js';
import { VERSION, unseal, unsealHeader, type JournalHeader } from './line.js';

/** What a journal holds. */
export interface JournalContent {
  readonly header: JournalHeader;
  readonly events: readonly StudyEvent[];
  /** The last line was not written to its end, or fails its checksum; it is not among the events. */
  readonly torn: boolean;
  /** Bytes of the file that hold the header and the events. */
  readonly size: number;
}

/**
 * The whole of a journal. Throws a {@link Problem} when the file is no journal, of a later version, cannot be read, or
 * is damaged before its last line.
 */
export function readJournal(file: string): JournalContent {
  return onFile('read', file, () => {
    let header: JournalHeader | undefined;
    const events: StudyEvent[] = [];
    let size = 0;
    let number = 0;
    let broken = false;
    for (const { bytes, end, complete } of fileLines(file)) {
      if (broken) throw damaged(file, number);
      number++;
      if (number === 1) {
        header = headerIn(file, bytes, complete);
      } else {
        const event = complete ? unseal('event', bytes) : undefined;
        broken = event === undefined;
        if (broken) continue;
        events.push(event as StudyEvent);
      }
      size = end;
    }
    if (header === undefined) throw notAJournal(file);
    return { header, events, torn: broken, size };
  });
}

/** The header of a journal of any version; undefined when the file is none, or cannot be read. */
export function headerOf(file: string): JournalHeader | undefined {
  return ifReadable(() => {
    for (const { bytes, complete } of fileLines(file)) return complete ? unsealHeader(bytes) : undefined;
    return undefined;
  });
}

/** What can be read of a journal, passing over damaged lines; undefined when the file is none or cannot be read. */
export function summarize(file: string): StudySummary | undefined {
  const header = headerOf(file);
  if (header === undefined || header.version > VERSION) return undefined;
  return ifReadable(() => {
    const trials = new Set<number>();
    let finished = false;
    for (const { bytes, complete } of fileLines(file)) {
      const event = complete && isCounted(bytes) ? (unseal('event', bytes) as StudyEvent | undefined) : undefined;
      if (event?.type === 'trial-proposed') trials.add(event.trial);
      if (event?.type === 'study-finished') finished = true;
    }
    return { location: file, identity: header.identity, name: header.name, trials: trials.size, finished };
  });
}

const PROPOSED = Buffer.from('"type":"trial-proposed"');
const FINISHED = Buffer.from('"type":"study-finished"');

/** Whether a line may be an event that the summary counts: parsing is most of the work, and most lines are not. */
function isCounted(line: Buffer): boolean {
  return line.includes(PROPOSED) || line.includes(FINISHED);
}

function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

function headerIn(file: string, line: Buffer, complete: boolean): JournalHeader {
  const header = complete ? unsealHeader(line) : undefined;
  if (header === undefined)
    throw complete && line.includes('"journal","version"') ? damaged(file, 1) : notAJournal(file);
  if (header.version > VERSION) throw tooNew(file, header.version);
  return header;
}

function notAJournal(file: string): Problem {
  return Problem.of(
    'notAJournal',
    `"${file}" is no journal: it does not begin with a journal's first line. Choose another file, or remove this one.`,
  );
}

function tooNew(file: string, version: number): Problem {
  return Problem.of(
    'journalTooNew',
    `The journal "${file}" has version ${version} of the format; this program reads versions up to ${VERSION}. ` +
      'Update @tunewright/stores.',
  );
}

function damaged(file: string, line: number): Problem {
  const found = `Line ${line} of the journal "${file}" is damaged: it does not match its checksum.`;
  const keep = `keep the ${line - 1} lines before it (head -n ${line - 1}) and resume from there`;
  const advice = line === 1 ? 'or run without resuming to begin a new one' : `or ${keep}`;
  return Problem.of('journalDamaged', `${found} Put back a copy of the file, ${advice}.`);
}
