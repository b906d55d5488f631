// A class that lacks what its kind promises does not compile.
import {
  Metric,
  Scaler,
  Searcher,
  type FittedTransformer,
  type Json,
  type MetricPlugin,
  type Prediction,
  type Table,
  type Target,
  type TrialResult,
} from '@tunewright/core';
import Type from 'typebox';

const Params = Type.Object({}, { additionalProperties: false });
declare const fitted: FittedTransformer;

@Scaler({ name: 'right', summary: 'Compile.', params: Params })
export class Right {
  fit = (): FittedTransformer => fitted;
  restore = (): FittedTransformer => fitted;
}

// @ts-expect-error: no `restore`
@Scaler({ name: 'missing', summary: 'Fail.', params: Params })
export class Missing {
  fit = (): FittedTransformer => fitted;
}

// @ts-expect-error: a table is no text
@Scaler({ name: 'wrong-argument', summary: 'Fail.', params: Params })
export class WrongArgument {
  fit = (train: string): FittedTransformer => (train === '' ? fitted : fitted);
  restore = (): FittedTransformer => fitted;
}

// @ts-expect-error: nothing else is handed over
@Scaler({ name: 'too-many-arguments', summary: 'Fail.', params: Params })
export class TooManyArguments {
  fit = (_train: Table, _target: Target, _context: object, _more: number): FittedTransformer => fitted;
  restore = (): FittedTransformer => fitted;
}

// @ts-expect-error: a transformer is fitted at once
@Scaler({ name: 'promised', summary: 'Fail.', params: Params })
export class Promised {
  fit = async (): Promise<FittedTransformer> => fitted;
  restore = (): FittedTransformer => fitted;
}

// @ts-expect-error: a score is a number
@Metric({ name: 'wrong-result', summary: 'Fail.', params: Params, goal: 'maximize', needs: 'values', tasks: [] })
export class WrongResult {
  score = (_truth: Target, _prediction: Prediction): string => '1';
}

// @ts-expect-error: a metric is no scaler
@Scaler({ name: 'wrong-kind', summary: 'Fail.', params: Params })
export class WrongKind implements MetricPlugin {
  score = (): number => 1;
}

// @ts-expect-error: no such turn
@Searcher({ name: 'wrong-turn', summary: 'Fail.', params: Params })
export class WrongTurn {
  ask = () => ({ kind: 'later' as const });
  tell = (_result: TrialResult): void => {};
  save = (): Json => null;
  load = (_state: Json): void => {};
}
