// Programs that behave in all the ways programs do, as executable files of a temporary folder. Each writes its
// processes' ids to a file of its name.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Shell scripts by name; `me` notes the id of the process, `note` another one. */
export const PROGRAMS = {
  good: 'me; echo 0.125',
  killed: 'me; sleep 600 & note $!; echo \'{"step": 1, "value": 0}\'; wait',
  'ignores-sigterm': 'trap "" TERM; me; while :; do sleep 1; done',
  'never-ends': 'me; sleep 600',
  'closes-stdout-and-goes-on': 'me; echo 0.5; exec 1>&-; sleep 600',
  garbage: `me; printf 'segfault {{{ ]]\\n{"loss": }\\nloss=0.3\\n[1, 2]\\n"0.5"\\nnull\\n50%%\\n'`,
  'other-objects': `me; echo '{"level": "info", "message": "0.3"}'`,
  'exits-3': 'me; echo "first line" >&2; echo "ValueError: lr is 0" >&2; exit 3',
  'dies-by-a-signal': 'me; kill -SEGV $$; sleep 600',
  'prints-nan': 'me; echo nan',
  'prints-nan-in-json': `me; echo '{"loss": NaN, "note": null}'`,
  'prints-infinity': 'me; echo -inf',
  'prints-no-number': `me; echo '{"loss": "0.5"}'`,
  'score-but-exits-1': 'me; echo 0.5; exit 1',
  'long-line': `me; head -c 3000000 /dev/zero | tr '\\0' 7`,
  'invalid-utf-8': `me; printf '\\377\\376\\300\\n\\355\\240\\200'`,
  silent: 'me',
  'only-reports': `me; echo '{"step": 1, "value": 0.5}'; echo '{"step": 2, "loss": 0.4, "rate": 3}'`,
  'step-0': `me; echo '{"step": 0, "value": 0.5}'; sleep 600`,
  'leaves-a-child': 'me; sleep 600 & note $!; echo 0.5',
  'leaves-a-stubborn-child': `me; sh -c 'trap "" TERM; echo 1 >&3; sleep 600' 3>ready & note $!; until [ -s ready ]; do :; done; echo 0.5`,
  'leaves-a-child-and-fails': 'me; sleep 600 & note $!; exit 4',
  'closes-stdout-and-ends': 'me; echo 0.25; exec 1>&- 2>&-',
  'long-line-then-score': `me; head -c 3000000 /dev/zero | tr '\\0' 7; echo; echo 0.25`,
  'no-line-break': 'me; printf 0.25',
  'by-name': `me; echo '{"step": 1, "loss": 0.5}'; echo 'noise'; echo '{"loss": 0.25, "size": 3}'; echo done`,
  'windows-lines': `me; printf '0.25\\r\\n'`,
  warns: 'me; printf "\\033[31mConvergenceWarning\\033[0m: 10%%\\r90%%\\n" >&2; echo 0.25',
} as const;
export type Program = keyof typeof PROGRAMS;

export interface Programs {
  readonly directory: string;
  /** Ids noted so far by programs, all of them or those of one. */
  pids(program?: string): number[];
}

export function writePrograms(programs: Readonly<Record<string, string>> = PROGRAMS): Programs {
  const directory = mkdtempSync(join(tmpdir(), 'tunewright-command-'));
  const notes = join(directory, 'pids');
  mkdirSync(notes);
  for (const [name, text] of Object.entries(programs)) {
    const note = `note() { echo $1 >> '${join(notes, name)}'; }\nme() { note $$; }\n`;
    writeFileSync(join(directory, name), `#!/bin/sh\n${note}${text}\n`, { mode: 0o755 });
  }
  return {
    directory,
    pids: (program) =>
      readdirSync(notes)
        .filter((name) => program === undefined || name === program)
        .flatMap((name) => readFileSync(join(notes, name), 'utf8').trim().split('\n').map(Number)),
  };
}

/** Whether a process runs; one that has ended but was not collected does not. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  if (!existsSync('/proc/self/stat')) return true;
  try {
    const text = readFileSync(stat, 'latin1');
    return !/^[ZX]/.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** Waits until it is so; fails the test in the end. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let look = 0; look < 1500; look++) {
    if (condition()) return;
    await sleep(10);
  }
  throw new Error(`It never came to be: ${what}.`);
}

/** Waits for the end of every process noted. */
export async function allGone(programs: Programs): Promise<void> {
  const left = (): number[] => programs.pids().filter(runs);
  await until(() => left().length === 0, 'that all processes are gone');
}
