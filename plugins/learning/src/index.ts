// The plugins of this package: one line each, by kind.
// Data sets
export { BreastCancer } from './data-sets/breast-cancer.js';
export { Csv } from './data-sets/csv.js';
export { Diabetes } from './data-sets/diabetes.js';
export { Digits } from './data-sets/digits.js';
export { Iris } from './data-sets/iris.js';
export { Wine } from './data-sets/wine.js';
// Transformers
export { Imputer } from './transformers/imputer.js';
export { MaxAbsScaler } from './transformers/max-abs-scaler.js';
export { MinMaxScaler } from './transformers/min-max-scaler.js';
export { Normalizer } from './transformers/normalizer.js';
export { OneHotEncoder } from './transformers/one-hot-encoder.js';
export { OrdinalEncoder } from './transformers/ordinal-encoder.js';
export { Passthrough } from './transformers/passthrough.js';
export { Pca } from './transformers/pca.js';
export { PowerTransformer } from './transformers/power-transformer.js';
export { QuantileTransformer } from './transformers/quantile-transformer.js';
export { RobustScaler } from './transformers/robust-scaler.js';
export { SelectKBest } from './transformers/select-k-best.js';
export { StandardScaler } from './transformers/standard-scaler.js';
export { VarianceThreshold } from './transformers/variance-threshold.js';
// Splitters
export { GroupKFold } from './splitters/group-k-fold.js';
export { HoldOut } from './splitters/hold-out.js';
export { KFold } from './splitters/k-fold.js';
export { LeaveOneOut } from './splitters/leave-one-out.js';
export { Predefined } from './splitters/predefined.js';
export { Repeated } from './splitters/repeated.js';
export { ShuffleSplit } from './splitters/shuffle-split.js';
export { StratifiedGroupKFold } from './splitters/stratified-group-k-fold.js';
export { StratifiedKFold } from './splitters/stratified-k-fold.js';
export { TimeSeries } from './splitters/time-series.js';
// Metrics
export { Accuracy } from './metrics/accuracy.js';
export { AveragePrecision } from './metrics/average-precision.js';
export { BalancedAccuracy } from './metrics/balanced-accuracy.js';
export { Brier } from './metrics/brier.js';
export { F1 } from './metrics/f1.js';
export { LogLoss } from './metrics/log-loss.js';
export { Mae } from './metrics/mae.js';
export { Mape } from './metrics/mape.js';
export { Mcc } from './metrics/mcc.js';
export { Mse } from './metrics/mse.js';
export { Precision } from './metrics/precision.js';
export { R2 } from './metrics/r2.js';
export { Recall } from './metrics/recall.js';
export { Rmse } from './metrics/rmse.js';
export { RocAuc } from './metrics/roc-auc.js';
// Estimators
export { DecisionTree } from './estimators/decision-tree.js';
export { Dummy } from './estimators/dummy.js';
export { ElasticNet } from './estimators/elastic-net.js';
export { GaussianNaiveBayes } from './estimators/gaussian-naive-bayes.js';
export { KNearestNeighbors } from './estimators/k-nearest-neighbors.js';
export { Lasso } from './estimators/lasso.js';
export { LogisticRegression } from './estimators/logistic-regression.js';
export { RandomForest } from './estimators/random-forest.js';
export { Ridge } from './estimators/ridge.js';
export { Svc } from './estimators/svc.js';
export { Svr } from './estimators/svr.js';
import { BreastCancer } from './data-sets/breast-cancer.js';
import { Csv } from './data-sets/csv.js';
import { Diabetes } from './data-sets/diabetes.js';
import { Digits } from './data-sets/digits.js';
import { Iris } from './data-sets/iris.js';
import { Wine } from './data-sets/wine.js';
import { Imputer } from './transformers/imputer.js';
import { MaxAbsScaler } from './transformers/max-abs-scaler.js';
import { MinMaxScaler } from './transformers/min-max-scaler.js';
import { Normalizer } from './transformers/normalizer.js';
import { OneHotEncoder } from './transformers/one-hot-encoder.js';
import { OrdinalEncoder } from './transformers/ordinal-encoder.js';
import { Passthrough } from './transformers/passthrough.js';
import { Pca } from './transformers/pca.js';
import { PowerTransformer } from './transformers/power-transformer.js';
import { QuantileTransformer } from './transformers/quantile-transformer.js';
import { RobustScaler } from './transformers/robust-scaler.js';
import { SelectKBest } from './transformers/select-k-best.js';
import { StandardScaler } from './transformers/standard-scaler.js';
import { VarianceThreshold } from './transformers/variance-threshold.js';
import { GroupKFold } from './splitters/group-k-fold.js';
import { HoldOut } from './splitters/hold-out.js';
import { KFold } from './splitters/k-fold.js';
import { LeaveOneOut } from './splitters/leave-one-out.js';
import { Predefined } from './splitters/predefined.js';
import { Repeated } from './splitters/repeated.js';
import { ShuffleSplit } from './splitters/shuffle-split.js';
import { StratifiedGroupKFold } from './splitters/stratified-group-k-fold.js';
import { StratifiedKFold } from './splitters/stratified-k-fold.js';
import { TimeSeries } from './splitters/time-series.js';
import { Accuracy } from './metrics/accuracy.js';
import { AveragePrecision } from './metrics/average-precision.js';
import { BalancedAccuracy } from './metrics/balanced-accuracy.js';
import { Brier } from './metrics/brier.js';
import { F1 } from './metrics/f1.js';
import { LogLoss } from './metrics/log-loss.js';
import { Mae } from './metrics/mae.js';
import { Mape } from './metrics/mape.js';
import { Mcc } from './metrics/mcc.js';
import { Mse } from './metrics/mse.js';
import { Precision } from './metrics/precision.js';
import { R2 } from './metrics/r2.js';
import { Recall } from './metrics/recall.js';
import { Rmse } from './metrics/rmse.js';
import { RocAuc } from './metrics/roc-auc.js';
import { DecisionTree } from './estimators/decision-tree.js';
import { Dummy } from './estimators/dummy.js';
import { ElasticNet } from './estimators/elastic-net.js';
import { GaussianNaiveBayes } from './estimators/gaussian-naive-bayes.js';
import { KNearestNeighbors } from './estimators/k-nearest-neighbors.js';
import { Lasso } from './estimators/lasso.js';
import { LogisticRegression } from './estimators/logistic-regression.js';
import { RandomForest } from './estimators/random-forest.js';
import { Ridge } from './estimators/ridge.js';
import { Svc } from './estimators/svc.js';
import { Svr } from './estimators/svr.js';

/** All of them, to be registered. */
export const learning = [
  BreastCancer,
  Csv,
  Diabetes,
  Digits,
  Iris,
  Wine,
  Imputer,
  MaxAbsScaler,
  MinMaxScaler,
  Normalizer,
  OneHotEncoder,
  OrdinalEncoder,
  Passthrough,
  Pca,
  PowerTransformer,
  QuantileTransformer,
  RobustScaler,
  SelectKBest,
  StandardScaler,
  VarianceThreshold,
  GroupKFold,
  HoldOut,
  KFold,
  LeaveOneOut,
  Predefined,
  Repeated,
  ShuffleSplit,
  StratifiedGroupKFold,
  StratifiedKFold,
  TimeSeries,
  Accuracy,
  AveragePrecision,
  BalancedAccuracy,
  Brier,
  F1,
  LogLoss,
  Mae,
  Mape,
  Mcc,
  Mse,
  Precision,
  R2,
  Recall,
  Rmse,
  RocAuc,
  DecisionTree,
  Dummy,
  ElasticNet,
  GaussianNaiveBayes,
  KNearestNeighbors,
  Lasso,
  LogisticRegression,
  RandomForest,
  Ridge,
  Svc,
  Svr,
] as const;
