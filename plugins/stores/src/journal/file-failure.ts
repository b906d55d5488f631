// What the operating system refuses, in words a user can act on.
import { Problem } from '@tunewright/core';

/** What was found, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk. Free some, then resume the study.',
  EDQUOT: 'your disk quota is used up. Free some space, then resume the study.',
  EACCES: 'permission is denied. Change the permissions, or choose another folder.',
  EPERM: 'the operation is not permitted there. Change the permissions, or choose another folder.',
  EROFS: 'the file system is read-only. Choose another folder.',
  ENOENT: 'it does not exist. Make it, or choose another folder.',
  ENOTDIR: 'a part of the path is a file, not a folder. Choose another folder.',
  EEXIST: 'a file of that name is in the way. Choose another folder.',
  EISDIR: 'it is a folder, not a file. Choose another file.',
  ENAMETOOLONG: 'the path is too long. Choose a shorter one.',
  EMFILE: 'this process has too many files open. Close some, or raise the limit (ulimit -n).',
  EFBIG: 'the file has reached the largest size allowed (ulimit -f). Raise the limit, then resume the study.',
  EIO: 'the disk reports an error. Check the disk and go on with a copy of the file.',
};

/** The code of an error of the operating system, such as ENOSPC; undefined for any other value. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A {@link Problem} for an error of the operating system; anything else comes back as it is. */
export function fileFailure(deed: string, path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const reason = REASONS[code] ?? `the system says ${(error as Error).message}. Choose another place for the journal.`;
  return Problem.of('journalFile', `Could not ${deed} "${path}": ${reason}`);
}

/** The action's result; what the operating system refuses becomes a {@link Problem}. */
export function onFile<T>(deed: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw fileFailure(deed, path, error);
  }
}
