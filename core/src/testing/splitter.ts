// What every splitter promises.
import assert from 'node:assert/strict';
import type { Fold, SplitRequest } from '../contracts/splitter.js';
import { seeded } from '../numeric/random.js';
import { isProblem } from '../problem/problem.js';
import { inCase, lawsOf } from './check.js';
import type { Law } from './law.js';
import { guard, targetOf } from './samples.js';
import type { Subject } from './subject.js';

export function splitterLaws({ make, options }: Subject<'splitter'>): readonly Law[] {
  const task = options.task ?? 'classification';
  const sizes = options.rows === undefined ? [60, 61, 97] : [options.rows, options.rows];
  const requests = sizes.map((rows, seed) => (): SplitRequest => {
    const random = seeded(seed);
    return {
      rows,
      target: targetOf(random, rows, task, 2 + (seed % 2)),
      groups: Int32Array.from({ length: rows }, (_, row) => row % 12),
      time: random.shuffle(Float64Array.from({ length: rows }, (_, row) => row)),
      random: seeded(seed).split('folds'),
    };
  });
  const onFolds = (check: (folds: readonly Fold[], rows: number) => void) => () => {
    for (const [seed, request] of requests.entries()) {
      inCase(`${request().rows} rows, seed ${seed}`, () => check(make().split(request()), request().rows));
    }
  };
  return lawsOf({
    'gives folds with rows to train on and rows held out': onFolds((folds) => {
      assert.notEqual(folds.length, 0, 'There should be at least one fold.');
      for (const { train, test } of folds)
        assert.ok(train.length > 0 && test.length > 0, 'No part of a fold should be empty.');
    }),
    'lists rows in rising order, within the data': onFolds((folds, rows) => {
      for (const { train, test } of folds) for (const part of [train, test]) demandRising(part, rows);
    }),
    'holds out no row that it trains on': onFolds((folds) => {
      for (const [fold, { train, test }] of folds.entries()) {
        const trained = new Set(train);
        for (const row of test) assert.ok(!trained.has(row), `Row ${row} is in both parts of fold ${fold}.`);
      }
    }),
    'gives the same folds for the same seed, whatever it has split before': () => {
      const plugin = make();
      const [first, second] = requests as [() => SplitRequest, () => SplitRequest];
      const expected = make().split(first());
      plugin.split(second());
      assert.deepEqual(plugin.split(first()), expected);
      assert.deepEqual(plugin.split(first()), expected);
    },
    'leaves its input as it was': () => {
      for (const request of requests) {
        const { random, ...given } = request();
        const unchanged = guard(given);
        make().split({ ...given, random });
        unchanged();
      }
    },
    'refuses with a Problem to split a single row': () => {
      assert.throws(() => make().split(single(task)), isProblem, 'There is no fold of one row.');
    },
  });
}

function single(task: 'classification' | 'regression'): SplitRequest {
  return {
    rows: 1,
    target: targetOf(seeded(1), 1, task),
    groups: Int32Array.of(0),
    time: Float64Array.of(0),
    random: seeded(1),
  };
}

function demandRising(rows: Int32Array, count: number): void {
  assert.ok(rows instanceof Int32Array, 'Rows should be listed in an Int32Array.');
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    assert.ok(row >= 0 && row < count, `Row ${row} is not one of ${count}.`);
    if (i > 0) assert.ok(row > (rows[i - 1] as number), `Row ${row} follows row ${rows[i - 1] as number}.`);
  }
}
