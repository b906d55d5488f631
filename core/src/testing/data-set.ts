// What every data set promises.
import assert from 'node:assert/strict';
import type { Data, Target } from '../contracts/table.js';
import { lawsOf } from './check.js';
import type { Law } from './law.js';
import { demandWellFormed, ownBlock } from './samples.js';
import type { Subject } from './subject.js';

export function dataSetLaws({ make }: Subject<'data-set'>): readonly Law[] {
  const onData = (check: (data: Data) => void) => async () => check(await make().load());
  return lawsOf({
    'loads a well-formed table with rows and columns': onData(({ features }) => {
      demandWellFormed(features);
      assert.ok(features.length > 0 && features.columns.length > 0, 'There should be rows and columns.');
    }),
    'has one entry a row in all its parts': onData(({ features, target, groups, time, weights }) => {
      const parts = { target: target.values, groups, time, weights };
      for (const [part, entries] of Object.entries(parts)) {
        if (entries !== undefined)
          assert.equal(entries.length, features.length, `There should be one ${part} entry a row.`);
      }
    }),
    'has a target without gaps, of known classes': onData(({ target }) => {
      for (const [row, value] of target.values.entries()) demandTarget(target, value, row);
    }),
    'names its classes once each, sorted': onData(({ target: { task, classes } }) => {
      const sorted = [...new Set(classes)].sort();
      assert.deepEqual(classes, sorted, 'The classes should be sorted, and each named once.');
      if (task === 'regression') assert.equal(classes.length, 0, 'Regression knows no classes.');
      else assert.ok(classes.length >= 2, 'Classification needs two classes.');
    }),
    'has finite times, and finite weights that are not negative': onData(({ time, weights }) => {
      for (const value of time ?? []) assert.ok(Number.isFinite(value), `A time is ${value}.`);
      for (const value of weights ?? []) assert.ok(Number.isFinite(value) && value >= 0, `A weight is ${value}.`);
    }),
    'loads the same again': async () => {
      const plugin = make();
      const first = parts(await plugin.load());
      assert.deepEqual(parts(await plugin.load()), first, 'The same plugin, loading again');
      assert.deepEqual(parts(await make().load()), first, 'A new plugin');
    },
  });
}

function demandTarget({ task, classes }: Target, value: number, row: number): void {
  const known = Number.isInteger(value) && value >= 0 && value < classes.length;
  const right = task === 'regression' ? Number.isFinite(value) : known;
  assert.ok(right, `The target of row ${row} is ${value}, for ${task} with ${classes.length} classes.`);
}

/** The data by what they say, not by the block they lie in. */
function parts({ features, ...rest }: Data): unknown {
  return structuredClone({ ...rest, features: ownBlock(features) });
}
