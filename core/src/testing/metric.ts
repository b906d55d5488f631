// What every metric promises.
import assert from 'node:assert/strict';
import type { MetricPlugin, Need, Prediction } from '../contracts/metric.js';
import type { Random } from '../contracts/random.js';
import type { Target } from '../contracts/table.js';
import { seeded } from '../numeric/random.js';
import { takeTarget } from '../numeric/table.js';
import type { Manifest } from '../plugin/manifest.js';
import { isTrialFailure } from '../problem/trial-failure.js';
import { inCase, lawsOf, sameNumbers, type Checks } from './check.js';
import type { Law } from './law.js';
import { guard, positions, targetOf } from './samples.js';
import type { Subject } from './subject.js';

interface Judged {
  readonly truth: Target;
  readonly prediction: Prediction;
}

const ROWS = 40;
const ROUNDING = 1e-9;

type OnTruths = (check: (truth: Target, random: Random, plugin: MetricPlugin) => void) => () => void;

export function metricLaws({ make, manifest }: Subject<'metric'>): readonly Law[] {
  const { tasks } = manifest;
  const truths = tasks.flatMap((task) => (task === 'regression' ? [0] : [2, 3]).map((classes) => ({ task, classes })));
  const onTruths: OnTruths = (check) => () => {
    for (const [seed, { task, classes }] of truths.entries()) {
      const random = seeded(seed);
      const truth = targetOf(random, ROWS, task, classes);
      inCase(`${task}, ${classes} classes, seed ${seed}`, () => check(truth, random, make()));
    }
  };
  return lawsOf({ ...scoreLaws(manifest, onTruths), ...rowLaws(manifest, onTruths) });
}

function scoreLaws({ needs, goal }: Manifest<'metric'>, onTruths: OnTruths): Checks {
  return {
    'is best for a perfect prediction, and tells it from others': onTruths((truth, random, plugin) => {
      const best = score(plugin, { truth, prediction: perfect(truth, needs) });
      const others = Array.from({ length: 20 }, () => score(plugin, guessed(truth, needs, random)));
      const behind = others.map((other) => (goal === 'maximize' ? best - other : other - best));
      const lead = Math.min(...behind);
      assert.ok(lead >= -ROUNDING, `A random prediction scores ${-lead} better than a perfect one (${best}).`);
      assert.ok(Math.max(...behind) > 0, `Twenty random predictions all score ${best}, as a perfect one.`);
    }),
    'is a finite number, read from what it says it needs': onTruths((truth, random, plugin) => {
      for (let i = 0; i < 20; i++) {
        const value = score(plugin, guessed(truth, needs, random));
        assert.ok(Number.isFinite(value), `The score is ${value}.`);
      }
    }),
  };
}

function rowLaws({ needs }: Manifest<'metric'>, onTruths: OnTruths): Checks {
  return {
    'does not depend on the order of the rows': onTruths((truth, random, plugin) => {
      const judged = guessed(truth, needs, random);
      const weights = Float64Array.from({ length: ROWS }, () => 0.5 + random.next());
      const order = random.shuffle(positions(0, ROWS));
      const shuffled = weights.map((_, i) => weights[order[i] as number] as number);
      same(score(plugin, take(judged, order)), score(plugin, judged));
      same(score(plugin, take(judged, order), shuffled), score(plugin, judged, weights));
    }),
    'takes weights of 1 as none': onTruths((truth, random, plugin) => {
      const judged = guessed(truth, needs, random);
      same(score(plugin, judged, new Float64Array(ROWS).fill(1)), score(plugin, judged));
    }),
    'gives rows of weight 0 no say': onTruths((truth, random, plugin) => {
      const judged = guessed(truth, needs, random);
      const weights = Float64Array.from({ length: ROWS }, (_, row) => Number(row < 25));
      same(score(plugin, judged, weights), score(plugin, take(judged, positions(0, 25))));
    }),
    'never takes NaN for a prediction': onTruths((truth, random, plugin) => {
      const { prediction } = guessed(truth, needs, random);
      const spoiled = Object.entries(prediction).map(([need, numbers]) => [
        need,
        (numbers as Float64Array).fill(Number.NaN),
      ]);
      let value = Number.NaN;
      try {
        value = score(plugin, { truth, prediction: Object.fromEntries(spoiled) as Prediction });
      } catch (error) {
        if (!isTrialFailure(error)) throw error;
      }
      assert.ok(Number.isNaN(value), `Predictions that are all NaN score ${value}; throw a TrialFailure.`);
    }),
    'leaves its input as it was': onTruths((truth, random, plugin) => {
      const judged = guessed(truth, needs, random);
      const weights = Float64Array.from({ length: ROWS }, () => random.next());
      const unchanged = guard({ ...judged, weights });
      score(plugin, judged, weights);
      unchanged();
    }),
  };
}

function score(plugin: MetricPlugin, { truth, prediction }: Judged, weights?: Float64Array): number {
  return plugin.score(truth, prediction, weights);
}

function guessed(truth: Target, needs: Need, random: Random): Judged {
  return { truth, prediction: guess(truth, needs, random) };
}

function same(actual: number, expected: number): void {
  sameNumbers([actual], [expected], 'The score', ROUNDING);
}

/** Only what is needed: the rest is absent, as in a study. */
function only(need: Need, numbers: Float64Array): Prediction {
  return need === 'values' ? { values: numbers } : { values: new Float64Array(0), [need]: numbers };
}

function perfect({ task, values, classes }: Target, need: Need): Prediction {
  if (need === 'values' || task === 'regression') return only(need, values.slice());
  if (need === 'scores' && classes.length === 2)
    return only(
      need,
      values.map((label) => 2 * label - 1),
    );
  const width = classes.length;
  const table = new Float64Array(values.length * width);
  values.forEach((label, row) => (table[row * width + label] = 1));
  return only(need, table);
}

function guess({ task, values, classes }: Target, need: Need, random: Random): Prediction {
  const normals = (length: number) => new Float64Array(length).map(() => random.normal());
  const width = classes.length;
  if (task === 'regression') return only(need, normals(values.length));
  if (need === 'values')
    return only(
      need,
      values.map(() => random.below(width)),
    );
  if (need === 'scores') return only(need, normals(values.length * (width === 2 ? 1 : width)));
  const table = new Float64Array(values.length * width).map(() => 0.01 + random.next());
  for (let start = 0; start < table.length; start += width) {
    const row = table.subarray(start, start + width);
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((value, k) => (row[k] = value / sum));
  }
  return only(need, table);
}

function take({ truth, prediction }: Judged, order: Int32Array): Judged {
  const taken = Object.entries(prediction).map(([need, numbers]) => {
    const all = numbers as Float64Array;
    const width = all.length / truth.values.length;
    const rows = Array.from(order, (row) => Array.from(all.subarray(row * width, (row + 1) * width)));
    return [need, Float64Array.from(rows.flat())];
  });
  return { truth: takeTarget(truth, order), prediction: Object.fromEntries(taken) as Prediction };
}
