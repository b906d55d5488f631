// Text for terminals of any width.
import { Help } from 'commander';

/** Columns of the terminal, within what reads well; 80 where nobody knows. */
function terminalWidth(): number {
  return Math.min(120, Math.max(60, process.stdout.columns || 80));
}

export type Row = readonly [term: string, text: string];

/** Terms on the left, texts beside them, wrapped at spaces. Line ends in a text stay. */
export function twoColumns(rows: readonly Row[], indent: number, width = terminalWidth()): string {
  const help = new Help();
  const left = Math.max(0, ...rows.map(([term]) => help.displayWidth(term))) + indent + 2;
  const lines = rows.map(([term, text]) => {
    const wrapped = help.boxWrap(text, width - left).replaceAll('\n', `\n${' '.repeat(left)}`);
    return `${' '.repeat(indent)}${term}${' '.repeat(left - indent - help.displayWidth(term))}${wrapped}\n`;
  });
  return lines.join('');
}

/** A paragraph. */
export function wrapped(text: string, width = terminalWidth()): string {
  return `${new Help().boxWrap(text, width)}\n`;
}
