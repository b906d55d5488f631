// Whether anyone is left in a process group.
import { readdirSync, readFileSync } from 'node:fs';

/** Processes that have ended but were not collected by their parent, as in containers without an init, do not count. */
export function hasMembers(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return process.platform !== 'linux' || readdirSync('/proc').some((name) => /^\d+$/.test(name) && runsIn(name, group));
}

/** proc(5): `pid (name) state parent group …`; the name may contain anything. */
function runsIn(pid: string, group: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, , its] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(its) === group && state !== 'Z' && state !== 'X';
  } catch {
    return false; // It has ended meanwhile.
  }
}
