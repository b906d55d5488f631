// Reads a text file that a user named.
import { readFileSync, statSync } from 'node:fs';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';

/**
 * The text of a file. Throws a {@link Problem} when it cannot be read or is not UTF-8.
 *
 * @param most Bytes that are read; then only of plain files, because devices and pipes may never end.
 */
export function readTextFile(file: string, most?: number): string {
  let bytes: Buffer;
  try {
    const refused = most === undefined ? undefined : excess(file, most);
    if (refused !== undefined) throw new Error(refused);
    bytes = readFileSync(file);
  } catch (error) {
    throw new Problem([complain('fileNotReadable', { file, reason: reasonOf(error as NodeJS.ErrnoException) })]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem([complain('notUtf8', { file })]);
  }
}

function excess(file: string, most: number): string | undefined {
  const status = statSync(file);
  if (status.size > most) return `it is ${status.size} bytes long, and at most ${most} are read`;
  return status.isFile() || status.isDirectory() ? undefined : 'it is no plain file';
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
  };
  return reasons[code ?? ''] ?? message;
}
