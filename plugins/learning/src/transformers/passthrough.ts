import { Transformer, type FittedTransformer, type Table, type TransformerPlugin } from '@tunewright/core';
import Type from 'typebox';

const Params = Type.Object({}, { additionalProperties: false });
const unchanged: FittedTransformer = { transform: (rows: Table) => rows, toJSON: () => null };

@Transformer({ name: 'passthrough', summary: 'Leave the table as it is.', params: Params })
export class Passthrough implements TransformerPlugin {
  fit(): FittedTransformer {
    return unchanged;
  }

  restore(): FittedTransformer {
    return unchanged;
  }
}
