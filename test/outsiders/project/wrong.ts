// What must not compile.
import { choice, Estimator, float, RANDOM, Scaler, tune, Type, type FittedTransformer, type Table } from 'tunewright';

const Params = Type.Object({ limit: Type.Number({ default: 1 }) }, { additionalProperties: false });
const about = { name: 'wrong', summary: 'Must not compile.', params: Params } as const;
declare const fitted: FittedTransformer;

// @ts-expect-error: `restore` is missing
@Scaler(about)
export class Half {
  fit(): FittedTransformer {
    return fitted;
  }
}

// @ts-expect-error: the constructor takes a parameter that the schema does not have
@Scaler(about)
export class Misread {
  constructor(readonly params: { readonly limits: number }) {}
  fit(_: Table): FittedTransformer {
    return fitted;
  }
  restore(): FittedTransformer {
    return fitted;
  }
}

// @ts-expect-error: the service is a generator of random numbers
@Scaler({ ...about, uses: [RANDOM] })
export class Misused {
  constructor(
    readonly params: { readonly limit: number },
    readonly random: string,
  ) {}
  fit(_: Table): FittedTransformer {
    return fitted;
  }
  restore(): FittedTransformer {
    return fitted;
  }
}

// @ts-expect-error: an estimator says what its model gives
Estimator({ ...about, tasks: ['regression'], stochastic: false });

export const typed = tune(
  { lr: float(0, 1), optimizer: choice(['adam', 'sgd']) },
  // @ts-expect-error: there is no such choice
  ({ lr, optimizer }) => (optimizer === 'adm' ? lr : 0),
);
