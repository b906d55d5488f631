import { batteries } from '../batteries.js';
import { EXIT } from './definition-file.js';

/** Lists the plugins that every definition may name, by kind. */
export function plugins(): number {
  const all = batteries().list();
  const width = Math.max(...all.map(({ name }) => name.length));
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const paragraphs = kinds.map((kind) => {
    const lines = all
      .filter((manifest) => manifest.kind === kind)
      .map(({ name, summary }) => `  ${name.padEnd(width)}  ${wrapped(summary, 76 - width, width + 4)}`);
    return `${kind}\n${lines.join('\n')}\n`;
  });
  process.stdout.write(paragraphs.join('\n'));
  return EXIT.fine;
}

/** Breaks a text at spaces; lines after the first are indented. */
function wrapped(text: string, width: number, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
