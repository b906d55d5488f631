// A program and everything it started: ended together, and never left behind by this process.
import { setTimeout as sleep } from 'node:timers/promises';
import { hasMembers } from './members.js';

// On Windows there are no process groups; the program alone is ended there.
export const GROUPS = process.platform !== 'win32';
// How often is looked whether it is gone, in ms: seldom after a while.
const LOOKS = [5, 10, 20, 50, 100];
/** How long to wait after SIGKILL, in ms: only a process that hangs in the system outlives it. */
const PATIENCE = 1_000;

const living = new Set<ProcessGroup>();

export class ProcessGroup {
  private leading = true;
  private ending: Promise<void> | undefined;

  /** @param id Of the process that leads the group, and of the group. */
  constructor(private readonly id: number) {
    if (living.size === 0) watchOver();
    living.add(this);
  }

  /** The leader has ended and its id may be given away; says whether others are still running. */
  leaderEnded(): boolean {
    this.leading = false;
    return this.isAlive();
  }

  /** SIGTERM, and SIGKILL when that did not help. Fulfilled when all is gone. */
  end(grace: number): Promise<void> {
    this.ending ??= this.endBy(grace);
    return this.ending;
  }

  kill(name: NodeJS.Signals): void {
    if (!this.isAlive()) return;
    try {
      process.kill(GROUPS ? -this.id : this.id, name);
    } catch {
      // It ended between the look and the signal.
    }
  }

  private isAlive(): boolean {
    return this.leading || (GROUPS && hasMembers(this.id));
  }

  private async endBy(grace: number): Promise<void> {
    this.kill('SIGTERM');
    if (!(await this.isGoneWithin(grace))) {
      this.kill('SIGKILL');
      await this.isGoneWithin(PATIENCE);
    }
    living.delete(this);
    if (living.size === 0) lookAway();
  }

  private async isGoneWithin(time: number): Promise<boolean> {
    for (let [left, look] = [time, 0]; this.isAlive(); look++) {
      if (left <= 0) return false;
      const wait = Math.min(left, LOOKS[look] ?? (LOOKS.at(-1) as number));
      await sleep(wait);
      left -= wait;
    }
    return true;
  }
}

// Programs in groups of their own do not hear the Ctrl-C that ends this process.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function watchOver(): void {
  process.on('exit', killAll);
  for (const signal of SIGNALS) process.on(signal, endByDefault);
}

function lookAway(): void {
  process.off('exit', killAll);
  for (const signal of SIGNALS) process.off(signal, endByDefault);
}

function killAll(): void {
  for (const group of living) group.kill('SIGKILL');
}

/** What a signal does to a process without listeners. With others, they decide: the command interrupts the study. */
function endByDefault(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  killAll();
  lookAway();
  process.kill(process.pid, signal);
}
