// What a constructor may not take. The schema says what it is given.
import { Scaler, type FittedTransformer, type Json, type Table } from '@tunewright/core';
import Type, { type Static } from 'typebox';

const Params = Type.Object(
  { degree: Type.Integer({ default: 1 }), bias: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
const None = Type.Object({}, { additionalProperties: false });

/** Every class below has these, so that only its constructor can be wrong. */
type Fit = (train: Table) => FittedTransformer;
type Restore = (state: Json) => FittedTransformer;

@Scaler({ name: 'right', summary: 'Compile.', params: Params })
export class Right {
  constructor(readonly params: Static<typeof Params>) {}
  declare fit: Fit;
  declare restore: Restore;
}

@Scaler({ name: 'careless', summary: 'Compile: parameters may be left unread.', params: Params })
export class Careless {
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: the schema says integer
@Scaler({ name: 'wrong-type', summary: 'Fail.', params: Params })
export class WrongType {
  constructor(readonly params: { degree: string }) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: the schema has no `power`
@Scaler({ name: 'undeclared', summary: 'Fail.', params: Params })
export class Undeclared {
  constructor(readonly params: { degree: number; power: number }) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: `bias` may be absent
@Scaler({ name: 'optional-as-required', summary: 'Fail.', params: Params })
export class OptionalAsRequired {
  constructor(readonly params: { bias: boolean }) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: the schema has no parameters
@Scaler({ name: 'out-of-nothing', summary: 'Fail.', params: None })
export class OutOfNothing {
  constructor(readonly params: Static<typeof Params>) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: parameters come by name
@Scaler({ name: 'not-by-name', summary: 'Fail.', params: Type.Number() })
export class NotByName {
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: nobody outside can make it
@Scaler({ name: 'hidden', summary: 'Fail.', params: None })
export class Hidden {
  private constructor() {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: nobody can make it
@Scaler({ name: 'unfinished', summary: 'Fail.', params: None })
export abstract class Unfinished {
  abstract fit(train: Table): FittedTransformer;
  abstract restore(state: Json): FittedTransformer;
}
