import { Inline } from './inline.js';

export { Inline } from './inline.js';

/** The plugins of this package. */
export const executors = [Inline] as const;
