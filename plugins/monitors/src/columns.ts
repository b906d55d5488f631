// A table without borders: columns of text below their heads. Pure; cli-table3 draws it.
import Table from 'cli-table3';
import type { Look } from './look.js';
import { displayWidth } from './text.js';

/** A column of texts, with its heading. */
export interface TextColumn {
  readonly head: string;
  readonly cells: readonly string[];
  readonly align: 'left' | 'right';
}

/** Blanks between two columns. */
export const GAP = 2;

/** Characters that a line of all columns takes. */
export function widthOfColumns(columns: readonly TextColumn[]): number {
  const widths = columns.map(({ head, cells }) => Math.max(...[head, ...cells].map(displayWidth)));
  return widths.reduce((sum, width) => sum + width, GAP * (columns.length - 1));
}

const NO_BORDERS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', left: '', 'left-mid': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', right: '', 'right-mid': '' },
};

/** Lines of text, the heading first. */
export function drawColumns(columns: readonly TextColumn[], { signs, colors }: Look): readonly string[] {
  const table = new Table({
    head: columns.map(({ head }) => colors.dim(head)),
    chars: { ...NO_BORDERS, mid: signs.rule, 'mid-mid': signs.rule.repeat(GAP), middle: ' '.repeat(GAP) },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align),
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) table.push(columns.map(({ cells }) => cells[row] ?? ''));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
