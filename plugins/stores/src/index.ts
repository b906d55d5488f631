// The public names of the package, and its plugins.
import { Journal } from './journal.js';

export { Journal };
export { claim, type Lock } from './journal/lock.js';
export { readJournal, type JournalContent } from './journal/read.js';
export type { JournalHeader } from './journal/line.js';
/** The plugins of this package. */
export const stores = [Journal] as const;
