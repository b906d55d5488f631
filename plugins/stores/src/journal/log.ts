// A journal opened for writing. Whoever makes one holds the file's lock and hands it over.
import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem, type StudyEvent, type StudyLog } from '@tunewright/core';
import { codeOf, fileFailure, onFile } from './file-failure.js';
import { VERSION, seal, type JournalHeader } from './line.js';
import type { Lock } from './lock.js';
import type { JournalContent } from './read.js';

export class JournalLog implements StudyLog {
  private closed = false;
  /** The reason why the file's end is unknown; then nothing more is written, or a torn line would end up inside. */
  private failure: Error | undefined;

  private constructor(
    readonly location: string,
    readonly past: readonly StudyEvent[],
    private readonly descriptor: number,
    /** Bytes of the file that are sound. */
    private size: number,
    private readonly sync: boolean,
    private readonly lock: Lock,
  ) {}

  /** A new file. Throws a {@link Problem} `journalExists` when there is one of this name. */
  static begin(file: string, identity: string, name: string, sync: boolean, lock: Lock): JournalLog {
    const log = new JournalLog(file, [], create(file), 0, sync, lock);
    const header: JournalHeader = { tunewright: 'journal', version: VERSION, identity, name };
    try {
      log.write(seal('header', header));
      if (sync) saveFolder(dirname(file));
      return log;
    } catch (error) {
      closeSync(log.descriptor);
      unlinkSync(file);
      throw error;
    }
  }

  /** Goes on with a file of this content; a torn last line is cut off. */
  static goOn(file: string, { events, size, torn }: JournalContent, sync: boolean, lock: Lock): JournalLog {
    const descriptor = onFile('write', file, () => openSync(file, 'a'));
    if (torn) onFile('write', file, () => ftruncateSync(descriptor, size));
    return new JournalLog(file, events, descriptor, size, sync, lock);
  }

  append(event: StudyEvent): void {
    this.write(seal('event', event));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    try {
      onFile('save', this.location, () => fsyncSync(this.descriptor));
    } finally {
      closeSync(this.descriptor);
      this.lock.release();
    }
  }

  private write(line: string): void {
    if (this.closed) throw new Error(`The journal ${this.location} is closed.`);
    if (this.failure !== undefined) throw this.failure;
    try {
      const count = this.writeAll(Buffer.from(line));
      if (this.sync) fdatasyncSync(this.descriptor);
      this.size += count;
    } catch (error) {
      const problem = fileFailure('write', this.location, error);
      this.cutOff(problem);
      throw problem;
    }
  }

  /** Bytes written: all of them. A disk that becomes full takes a part first and fails next time. */
  private writeAll(bytes: Buffer): number {
    let done = writeSync(this.descriptor, bytes);
    while (done < bytes.length) done += writeSync(this.descriptor, bytes, done);
    return done;
  }

  /** Takes back what was written of a line. */
  private cutOff(problem: unknown): void {
    try {
      ftruncateSync(this.descriptor, this.size);
    } catch {
      this.failure = problem instanceof Error ? problem : new Error(String(problem));
    }
  }
}

function create(file: string): number {
  try {
    return openSync(file, 'ax');
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw fileFailure('create', file, error);
    const advice = 'Resume the study it holds, choose another file, or move this one away.';
    throw Problem.of('journalExists', `"${file}" exists already and is not overwritten. ${advice}`);
  }
}

/** Without this, a power cut may lose the name of a new file whose content is safe. Not every system can do it. */
function saveFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}
