import { CommandObjective } from './command.js';
import { FunctionObjective } from './function.js';
import { HttpObjective } from './http.js';
import { ModuleObjective } from './module.js';

export { CommandObjective } from './command.js';
export { FunctionObjective, type ScoreFunction } from './function.js';
export { HttpObjective } from './http.js';
export { ModuleObjective } from './module.js';

/** The plugins of this package. */
export const objectives = [CommandObjective, FunctionObjective, HttpObjective, ModuleObjective] as const;
