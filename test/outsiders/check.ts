// Named checks of commands: a line each, with the output of what failed, and a tally.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PATIENCE = 180_000; // ms for one command

/** What `npm run` tells its children about this package would mislead an npm in another folder. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix|command)/.test(name)),
);

/** Runs a program to its end, whatever its exit code. */
function run(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...environment, NO_COLOR: '1' }, timeout: PATIENCE });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.stdin.end();
    child.on('error', reject).on('close', (code) => {
      resolve({ code, ...output });
    });
  });
}

/** Runs a program that must end with this exit code. */
export async function demand(program: string, args: readonly string[], cwd: string, code = 0): Promise<Ran> {
  const ran = await run(program, args, cwd);
  if (ran.code !== code) {
    const said = `${ran.stdout}${ran.stderr}`.trim();
    throw new Error(`${program} ${args.join(' ')}\nended with ${ran.code ?? 'a signal'}, not ${code}:\n${said}`);
  }
  return ran;
}

export function demandMatch(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`should match ${String(pattern)}:\n${text}`);
}

/** Runs a program that a package of the project brings. */
export function demandTool(name: string, args: readonly string[], project: string, code = 0): Promise<Ran> {
  return demand(join(project, 'node_modules/.bin', name), args, project, code);
}

/** Fails with all of the complaints, if there are any. */
export function demandNone(complaints: readonly string[]): void {
  const most = 20;
  const rest = complaints.length > most ? [`… and ${complaints.length - most} more`] : [];
  if (complaints.length > 0) throw new Error([...complaints.slice(0, most), ...rest].join('\n'));
}

export class Tally {
  private passed = 0;
  private failed = 0;

  /** One check, which may take its time; a text that it returns is printed behind its name. */
  async check(name: string, body: () => unknown): Promise<void> {
    const begun = performance.now();
    const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`.padStart(7);
    try {
      const remark = await body();
      this.passed++;
      console.log(`ok     ${seconds()}  ${name}${typeof remark === 'string' ? `: ${remark}` : ''}`);
    } catch (error) {
      this.failed++;
      const text = error instanceof Error ? error.message : String(error);
      console.log(`FAILED ${seconds()}  ${name}\n${text.replace(/^/gm, '        ')}`);
    }
  }

  /** The last line, for .ci/run. */
  finish(): void {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 ? 0 : 1;
  }
}
