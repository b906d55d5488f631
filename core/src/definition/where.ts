// The columns that a transformer step works on, and the rows it is fitted on.
import Type from 'typebox';
import type { ColumnChoice } from '../contracts/component.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Manifest } from '../plugin/manifest.js';
import { at } from './pointer.js';
import { checkOf } from './schema-check.js';
import { show } from './schema-words.js';
import type { Complaints } from './complaints.js';

/** What a step of a transformer may say beside its parameters. */
export const WhereSchema = Type.Object({
  on: Type.Optional(
    Type.Union([Type.Enum(['numeric', 'categorical']), Type.Array(Type.String(), { minItems: 1 })], {
      description:
        'The columns that the step sees and changes: all of a type, or those with these names. Default: all.',
      expects: '"numeric", "categorical" or a list of column names',
    }),
  ),
  fitOn: Type.Optional(
    Type.Enum(['train', 'all'], {
      default: 'train',
      description:
        'The rows that the step is fitted on. "all" leaks what is held out into the training: it is there to be diagnosed.',
    }),
  ),
});

export const WHERE_KEYS: readonly string[] = Object.keys(WhereSchema.properties);

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
  if (fitOn !== undefined && !fits(WhereSchema.properties.fitOn, fitOn))
    complaints.add('badFitOn', at(pointer, 'fitOn'), { found: show(fitOn) });
  return { ...(isChoice && { on }), ...(fitOn === 'all' && { fitOn }) };
}

function isColumnChoice(on: Json | undefined): on is ColumnChoice {
  return on !== undefined && fits(WhereSchema.properties.on, on);
}

function fits(schema: object, json: Json): boolean {
  return checkOf(schema)(json).length === 0;
}
