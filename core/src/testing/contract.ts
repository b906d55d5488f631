// The laws of any plugin, by its kind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kind } from '../contracts/kinds.js';
import { provide } from '../plugin/registry.js';
import type { PluginClass } from '../plugin/manifest.js';
import { DIRECTORY } from '../plugin/token.js';
import { acquisitionLaws } from './acquisition.js';
import { commonLaws } from './common.js';
import { dataSetLaws } from './data-set.js';
import { diagnosisLaws } from './diagnosis.js';
import { estimatorLaws } from './estimator.js';
import { executorLaws } from './executor.js';
import type { Law } from './law.js';
import { metricLaws } from './metric.js';
import { monitorLaws } from './monitor.js';
import { objectiveLaws } from './objective.js';
import type { ContractOptions } from './options.js';
import { scalerLaws } from './scaler.js';
import { searcherLaws } from './searcher.js';
import { splitterLaws } from './splitter.js';
import { stopperLaws } from './stopper.js';
import { storeLaws } from './store.js';
import { subjectOf, type Subject } from './subject.js';
import { surrogateLaws } from './surrogate.js';
import { transformerLaws } from './transformer.js';

const suites: { readonly [K in Kind]: (subject: Subject<K>) => readonly Law[] } = {
  'data-set': dataSetLaws,
  transformer: transformerLaws,
  scaler: scalerLaws,
  splitter: splitterLaws,
  metric: metricLaws,
  estimator: estimatorLaws,
  objective: objectiveLaws,
  searcher: searcherLaws,
  surrogate: surrogateLaws,
  acquisition: acquisitionLaws,
  stopper: stopperLaws,
  executor: executorLaws,
  store: lawsOfStores,
  monitor: monitorLaws,
  diagnosis: diagnosisLaws,
};

/**
 * What a plugin promises by being of its kind, as checks for any test framework:
 *
 * ```ts
 * for (const { name, check } of contract(MyScaler)) it(name, check);
 * for (const { name, check } of contract(MySearcher, { params: { population: 8 } })) it(name, check);
 * ```
 *
 * Throws an Error when the class is no plugin, or when its parameters lack a value or are not what its schema allows.
 */
export function contract(target: PluginClass, options: ContractOptions = {}): readonly Law[] {
  const subject = subjectOf<Kind>(target, options);
  const suite = suites[subject.manifest.kind] as (subject: Subject<Kind>) => readonly Law[];
  return [...commonLaws(subject), ...suite(subject)];
}

/** Each law gets a folder of its own, which is gone afterwards. */
function lawsOfStores({ make, options }: Subject<'store'>): readonly Law[] {
  if (options.make !== undefined) return storeLaws(options.make);
  let directory = '';
  const laws = storeLaws(() => make([provide(DIRECTORY, directory)]));
  return laws.map(({ name, check }) => ({
    name,
    check: async () => {
      directory = mkdtempSync(join(tmpdir(), 'tunewright-'));
      const folder = directory;
      try {
        await check();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  }));
}
