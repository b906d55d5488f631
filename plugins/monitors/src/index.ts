// The plugins of this package and the services they ask for.
import { JsonLines } from './json-lines.js';
import { Terminal } from './terminal.js';

export { JsonLines } from './json-lines.js';
export { OUTPUT, TERMINAL, type TerminalStream } from './stream.js';
export { Terminal } from './terminal.js';

export const monitors = [JsonLines, Terminal] as const;
