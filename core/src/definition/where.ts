// The columns that a transformer step works on, and the rows it is fitted on.
import type { ColumnChoice } from '../contracts/component.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Manifest } from '../plugin/manifest.js';
import { at } from './pointer.js';
import { show } from './schema-words.js';
import type { Complaints } from './complaints.js';

export const WHERE_KEYS: readonly string[] = ['on', 'fitOn'];

const FIT_ON: readonly Json[] = ['train', 'all'];

export interface Where {
  readonly on?: ColumnChoice;
  readonly fitOn?: 'all';
}

export function readWhere(json: JsonObject, { kind, name }: Manifest, pointer: string, complaints: Complaints): Where {
  const { on, fitOn } = json;
  if (kind === 'estimator') {
    for (const key of WHERE_KEYS)
      if (Object.hasOwn(json, key)) complaints.add('whereOnEstimator', at(pointer, key), { key, estimator: name });
    return {};
  }
  const isChoice = isColumnChoice(on);
  if (on !== undefined && !isChoice) complaints.add('badColumns', at(pointer, 'on'), { found: show(on) });
  if (fitOn !== undefined && !FIT_ON.includes(fitOn))
    complaints.add('badFitOn', at(pointer, 'fitOn'), { found: show(fitOn) });
  return { ...(isChoice && { on }), ...(fitOn === 'all' && { fitOn }) };
}

function isColumnChoice(on: Json | undefined): on is ColumnChoice {
  if (on === 'numeric' || on === 'categorical') return true;
  return Array.isArray(on) && on.length > 0 && on.every((name) => typeof name === 'string');
}
