// One decorator a kind: each is `plugin` with its kind fixed.
import type { TObject } from 'typebox';
import type { Kind } from '../contracts/kinds.js';
import { plugin } from './manifest.js';

type Args<K extends Kind, S extends TObject, D extends readonly unknown[]> = Parameters<typeof plugin<K, S, D>>[1];

/** A source of data. */
export const DataSet = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'data-set', S, D>,
) => plugin<'data-set', S, D>('data-set', description);

/** Changes rows, learning how from training rows. */
export const Transformer = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'transformer', S, D>,
) => plugin<'transformer', S, D>('transformer', description);

/** A transformer that only shifts and scales columns. */
export const Scaler = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'scaler', S, D>,
) => plugin<'scaler', S, D>('scaler', description);

/** Divides rows into folds. */
export const Splitter = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'splitter', S, D>,
) => plugin<'splitter', S, D>('splitter', description);

/** Compares predictions with the truth. */
export const Metric = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'metric', S, D>,
) => plugin<'metric', S, D>('metric', description);

/** Learns to predict the target. */
export const Estimator = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'estimator', S, D>,
) => plugin<'estimator', S, D>('estimator', description);

/** Anything with a score. */
export const Objective = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'objective', S, D>,
) => plugin<'objective', S, D>('objective', description);

/** Proposes configurations. */
export const Searcher = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'searcher', S, D>,
) => plugin<'searcher', S, D>('searcher', description);

/** Models the loss over the search space. */
export const Surrogate = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'surrogate', S, D>,
) => plugin<'surrogate', S, D>('surrogate', description);

/** Says what it is worth to evaluate a point. */
export const Acquisition = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'acquisition', S, D>,
) => plugin<'acquisition', S, D>('acquisition', description);

/** Ends trials that cannot win. */
export const Stopper = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'stopper', S, D>,
) => plugin<'stopper', S, D>('stopper', description);

/** Decides where work runs. */
export const Executor = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'executor', S, D>,
) => plugin<'executor', S, D>('executor', description);

/** Keeps study logs. */
export const Store = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'store', S, D>,
) => plugin<'store', S, D>('store', description);

/** Watches a study. */
export const Monitor = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'monitor', S, D>,
) => plugin<'monitor', S, D>('monitor', description);

/** Names the cause of a bad result. */
export const Diagnosis = <S extends TObject, D extends readonly unknown[] = readonly []>(
  description: Args<'diagnosis', S, D>,
) => plugin<'diagnosis', S, D>('diagnosis', description);
