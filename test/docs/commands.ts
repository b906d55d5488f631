// Shell snippets run in the page's folder. `sh` shows commands only, `console` commands after "$ " and what they print.
import type { Fault, Snippet } from './page.js';
import { agrees } from './output.js';
import { runProcess, type Ended } from './process.js';
import type { Workplace } from './workplace.js';

const ALLOWED = /^(?:[A-Z_]+=\S+ )?(?:npx tunewright|tunewright|cat|head|tail|node|sh) /;

interface Step {
  readonly line: number;
  readonly command: string;
  /** What is shown of its output. */
  readonly shown: string;
}

export async function runCommands(snippet: Snippet, workplace: Workplace): Promise<Ended & { faults: Fault[] }> {
  const { page, marks } = snippet;
  const faults: Fault[] = [];
  const wanted = Number(marks.get('exit') ?? 0);
  let [printed, code]: [string, number | null] = ['', 0];
  const steps = stepsOf(snippet);
  for (const [index, { line, command, shown }] of steps.entries()) {
    const fault = (text: string) => faults.push({ page, line, text });
    if (!ALLOWED.test(command)) {
      fault(`"${command}" is not run here. Mark the snippet with unchecked="…" and say why.`);
      continue;
    }
    const ended = await runProcess('/bin/bash', ['-c', command], workplace.folderOf(page), workplace.programs);
    [printed, code] = [printed + ended.printed, ended.code];
    // Only the last command may end in another way.
    if (code !== (index === steps.length - 1 ? wanted : 0)) fault(`"${command}" ended with ${code}:\n${ended.printed}`);
    if (shown.trim() !== '' && !agrees(shown, ended.printed)) fault(`"${command}" printed:\n${ended.printed}`);
  }
  return { faults, printed, code };
}

function stepsOf({ language, text, line }: Snippet): Step[] {
  const lines = text.split('\n').map((each, index) => ({ text: each, line: line + 1 + index }));
  if (language !== 'console')
    return lines
      .filter((each) => each.text.trim() !== '' && !each.text.startsWith('#'))
      .map((each) => ({ line: each.line, command: each.text, shown: '' }));
  const steps: Step[] = [];
  for (const each of lines) {
    const last = steps.at(-1);
    if (each.text.startsWith('$ ')) steps.push({ line: each.line, command: each.text.slice(2), shown: '' });
    else if (last) steps[steps.length - 1] = { ...last, shown: `${last.shown}${each.text}\n` };
  }
  return steps;
}
