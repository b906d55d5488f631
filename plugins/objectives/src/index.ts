import { FunctionObjective } from './function.js';
import { ModuleObjective } from './module.js';

export { FunctionObjective, type ScoreFunction } from './function.js';
export { ModuleObjective } from './module.js';

/** The plugins of this package. */
export const objectives = [FunctionObjective, ModuleObjective] as const;
