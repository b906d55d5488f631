// The contract suite of each plugin, in the test runner that comes with Node.
import { describe, it } from 'node:test';
import { provide, Registry, type PluginClass } from 'tunewright';
import { contract, type ContractOptions } from 'tunewright/testing';
import { HillClimber } from '../hill-climber.js';
import { NearestMean } from '../nearest-mean.js';
import { Optimist } from '../optimist.js';
import { NOTES, ProgressNotes } from '../progress-notes.js';
import { UnitScaler } from '../unit-scaler.js';

function suite(name: string, plugin: PluginClass, options: ContractOptions = {}): void {
  void describe(name, () => {
    for (const { name: law, check } of contract(plugin, options)) void it(law, () => check());
  });
}

suite('scaler', UnitScaler);
suite('scaler with a limit', UnitScaler, { params: { limit: 255 } });
suite('estimator', NearestMean, { params: { shrinkage: 0.1 } });
suite('acquisition', Optimist);
suite('searcher', HillClimber, { registry: new Registry().register([Optimist], 'the outsider') });
suite('monitor', ProgressNotes, { services: [provide(NOTES, () => undefined)], params: { every: 2 } });
