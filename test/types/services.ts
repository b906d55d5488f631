// `uses` names the services in the order of the constructor; what is missing, swapped or different does not compile.
import {
  RANDOM,
  SPACE,
  Transformer,
  type FittedTransformer,
  type Json,
  type Random,
  type SearchSpace,
  type Table,
} from '@tunewright/core';
import Type from 'typebox';

const Params = Type.Object({}, { additionalProperties: false });

/** Every class below has these, so that only its services can be wrong. */
type Fit = (train: Table) => FittedTransformer;
type Restore = (state: Json) => FittedTransformer;

@Transformer({ name: 'right', summary: 'Compile.', params: Params, uses: [SPACE, RANDOM] })
export class Right {
  constructor(
    readonly params: object,
    readonly space: SearchSpace,
    readonly random: Random,
  ) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: takes a service, names none
@Transformer({ name: 'missing', summary: 'Fail.', params: Params })
export class Missing {
  constructor(
    readonly params: object,
    readonly random: Random,
  ) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: takes a service, names none
@Transformer({ name: 'empty', summary: 'Fail.', params: Params, uses: [] })
export class Empty {
  constructor(
    readonly params: object,
    readonly random: Random,
  ) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: takes two, names one
@Transformer({ name: 'one-short', summary: 'Fail.', params: Params, uses: [SPACE] })
export class OneShort {
  constructor(
    readonly params: object,
    readonly space: SearchSpace,
    readonly random: Random,
  ) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: takes another than it names
@Transformer({ name: 'wrong', summary: 'Fail.', params: Params, uses: [SPACE] })
export class Wrong {
  constructor(
    readonly params: object,
    readonly random: Random,
  ) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: takes them in another order
@Transformer({ name: 'swapped', summary: 'Fail.', params: Params, uses: [RANDOM, SPACE] })
export class Swapped {
  constructor(
    readonly params: object,
    readonly space: SearchSpace,
    readonly random: Random,
  ) {}
  declare fit: Fit;
  declare restore: Restore;
}

// @ts-expect-error: services are named by tokens
@Transformer({ name: 'by-text', summary: 'Fail.', params: Params, uses: ['random'] })
export class ByText {
  declare fit: Fit;
  declare restore: Restore;
}
