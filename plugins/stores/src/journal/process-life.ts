// Whether a process lives, and since when. Process ids are used again; an id with its start time is not.
import { readFileSync } from 'node:fs';
import { codeOf } from './file-failure.js';

/**
 * Tells this run of the process from every other with its id: on Linux the boot and the time since then, in clock
 * ticks; null where the system does not tell; undefined when no such process runs.
 */
export function startOf(pid: number): string | null | undefined {
  const stat = contentOf(`/proc/${pid}/stat`);
  if (stat === undefined) return isAlive(pid) ? null : undefined;
  // proc_pid_stat(5): field 2 is the program's name in parentheses and may hold spaces and parentheses itself.
  // After it follow the state (field 3) and so on; the start time is field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie is dead: it only waits for its parent to notice.
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${contentOf('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${fields[19] ?? ''}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return codeOf(error) === 'EPERM';
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
