// The plugins of this package: one line each, by kind.
// Data sets
export { BreastCancer } from './data-sets/breast-cancer.js';
export { Diabetes } from './data-sets/diabetes.js';
export { Digits } from './data-sets/digits.js';
export { Iris } from './data-sets/iris.js';
export { Wine } from './data-sets/wine.js';
// Transformers
export { MinMaxScaler } from './transformers/min-max-scaler.js';
export { Passthrough } from './transformers/passthrough.js';
export { StandardScaler } from './transformers/standard-scaler.js';
// Splitters
export { HoldOut } from './splitters/hold-out.js';
export { KFold } from './splitters/k-fold.js';
export { StratifiedKFold } from './splitters/stratified-k-fold.js';
// Metrics
export { Accuracy } from './metrics/accuracy.js';
export { LogLoss } from './metrics/log-loss.js';
// Estimators
export { Dummy } from './estimators/dummy.js';
export { LogisticRegression } from './estimators/logistic-regression.js';
export { Svc } from './estimators/svc.js';
import { BreastCancer } from './data-sets/breast-cancer.js';
import { Diabetes } from './data-sets/diabetes.js';
import { Digits } from './data-sets/digits.js';
import { Iris } from './data-sets/iris.js';
import { Wine } from './data-sets/wine.js';
import { MinMaxScaler } from './transformers/min-max-scaler.js';
import { Passthrough } from './transformers/passthrough.js';
import { StandardScaler } from './transformers/standard-scaler.js';
import { HoldOut } from './splitters/hold-out.js';
import { KFold } from './splitters/k-fold.js';
import { StratifiedKFold } from './splitters/stratified-k-fold.js';
import { Accuracy } from './metrics/accuracy.js';
import { LogLoss } from './metrics/log-loss.js';
import { Dummy } from './estimators/dummy.js';
import { LogisticRegression } from './estimators/logistic-regression.js';
import { Svc } from './estimators/svc.js';

/** All of them, to be registered. */
export const learning = [
  BreastCancer,
  Diabetes,
  Digits,
  Iris,
  Wine,
  MinMaxScaler,
  Passthrough,
  StandardScaler,
  HoldOut,
  KFold,
  StratifiedKFold,
  Accuracy,
  LogLoss,
  Dummy,
  LogisticRegression,
  Svc,
] as const;
