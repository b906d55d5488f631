// Compares what was printed with what a page shows. Pure.

/**
 * Whether they agree: `…` stands for anything within a line, a line of `…` alone for any lines. Spaces at the ends of
 * lines and empty lines at both ends do not count.
 */
export function agrees(shown: string, printed: string): boolean {
  const pattern = tidy(shown)
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}\\n`))
    .join('');
  return new RegExp(`^${pattern}$`, 'u').test(`${tidy(printed)}\n`);
}

function tidy(text: string): string {
  return text.replace(/[ \t]+$/gm, '').replace(/^\n+|\n+$/g, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
