// The plugins of this package, the services they ask for, and what programs that print beside them share with them.
import { JsonLines } from './json-lines.js';
import { Terminal } from './terminal.js';

export { drawColumns, GAP, widthOfColumns, type TextColumn } from './columns.js';
export { counted, duration, fixed } from './format.js';
export { JsonLines } from './json-lines.js';
export { LiveArea } from './live-area.js';
export { isLive, look, lookOf, type Look } from './look.js';
export { OUTPUT, TERMINAL, type TerminalStream } from './stream.js';
export { Terminal } from './terminal.js';
export { cut, harmless, wrap } from './text.js';

/** The plugins of this package. */
export const monitors = [JsonLines, Terminal] as const;
