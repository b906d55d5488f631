import type { AcquisitionPlugin } from './acquisition.js';
import type { DataSetPlugin } from './data-set.js';
import type { DiagnosisPlugin } from './diagnosis.js';
import type { EstimatorPlugin } from './estimator.js';
import type { ExecutorPlugin } from './executor.js';
import type { MetricPlugin } from './metric.js';
import type { MonitorPlugin } from './monitor.js';
import type { ObjectivePlugin } from './objective.js';
import type { SearcherPlugin } from './searcher.js';
import type { SplitterPlugin } from './splitter.js';
import type { StopperPlugin } from './stopper.js';
import type { StorePlugin } from './store.js';
import type { SurrogatePlugin } from './surrogate.js';
import type { ScalerPlugin, TransformerPlugin } from './transformer.js';

/** The kinds of plugins and what each promises. A new kind starts here. */
export interface Kinds {
  'data-set': DataSetPlugin;
  transformer: TransformerPlugin;
  scaler: ScalerPlugin;
  splitter: SplitterPlugin;
  metric: MetricPlugin;
  estimator: EstimatorPlugin;
  objective: ObjectivePlugin;
  searcher: SearcherPlugin;
  surrogate: SurrogatePlugin;
  acquisition: AcquisitionPlugin;
  stopper: StopperPlugin;
  executor: ExecutorPlugin;
  store: StorePlugin;
  monitor: MonitorPlugin;
  diagnosis: DiagnosisPlugin;
}
/** What a plugin may be. */
export type Kind = keyof Kinds;
