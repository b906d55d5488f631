// What every estimator promises.
import assert from 'node:assert/strict';
import type { EstimatorPlugin, Model, Training } from '../contracts/estimator.js';
import type { Need } from '../contracts/metric.js';
import type { Data, Task } from '../contracts/table.js';
import { seeded } from '../numeric/random.js';
import { takeTarget } from '../numeric/table.js';
import { inCaseAsync, inTime, lawsOf, sameNumbers, throughJson, type Checks } from './check.js';
import { demandClass, demandPrediction, demandProbabilities, errorOf } from './answers.js';
import type { Law } from './law.js';
import { cancelledContext, contextOf, guard, ownBlock, plantedData, positions, rowsFrom } from './samples.js';
import type { Subject } from './subject.js';

/** Rows to learn from and rows held out. */
export interface Lesson {
  readonly label: string;
  readonly train: Data;
  readonly test: Data;
}

const PATIENCE = 3000; // ms: a cancelled fit ends long before.
const ROUNDING = 1e-9;

export function estimatorLaws(subject: Subject<'estimator'>): readonly Law[] {
  const { task: only } = subject.options;
  const tasks = only === undefined ? subject.manifest.tasks : [only];
  const lessons = tasks.flatMap((task) =>
    task === 'regression' ? [lessonOf(task, 0, 1)] : [lessonOf(task, 2, 2), lessonOf(task, 3, 3)],
  );
  return lawsOf({
    ...answerLaws(subject, lessons),
    ...fitLaws(subject, lessons),
    ...toleranceLaws(subject, lessons),
  });
}

function answerLaws({ make, manifest, params, options }: Subject<'estimator'>, lessons: readonly Lesson[]): Checks {
  const gives = manifest.gives(params);
  const checks: Record<string, () => Promise<void>> = {
    'predicts one value a row, a class where there are classes': onLessons(lessons, async ({ train, test }) => {
      demandPrediction(await fit(make(), train), test);
    }),
    'gives what it declares': onLessons(lessons, async ({ train, test }) => {
      const model = await fit(make(), train);
      for (const need of gives) demandAnswer(model, need, test);
    }),
    'is restored from its JSON': onLessons(lessons, async ({ train, test }) => {
      const model = await fit(make(), train);
      const restored = make().restore(throughJson(model.toJSON()));
      sameModel(restored, model, test, 'The restored model', 1e-12);
      throughJson(restored.toJSON());
    }),
  };
  if (gives.includes('probabilities')) {
    checks['gives probabilities in [0, 1] that sum to 1 in each row'] = onLessons(lessons, async ({ train, test }) => {
      const model = await fit(make(), train);
      if (test.target.task === 'classification') demandProbabilities(model, test);
    });
  }
  if (options.constant !== true) {
    checks['predicts better than a constant where there is a signal'] = onLessons(lessons, async ({ train, test }) => {
      const { model, constant } = errorOf(await fit(make(), train), test);
      assert.ok(model < constant, `Its error on held-out rows is ${model}, that of the best constant ${constant}.`);
    });
  }
  return checks;
}

function fitLaws({ make, manifest }: Subject<'estimator'>, lessons: readonly Lesson[]): Checks {
  const checks: Record<string, () => Promise<void>> = {
    'predicts the same with the same seed': onLessons(lessons, async ({ train, test }) => {
      sameModel(await fit(make(), train), await fit(make(), train), test, 'A second fit');
    }),
    'leaves its input as it was': onLessons(lessons, async ({ train, test }) => {
      const weights = new Float64Array(train.features.length).fill(1);
      const unchanged = guard({ train, test, weights });
      const model = await fit(make(), train, { weights });
      model.predict(test.features);
      unchanged();
    }),
    'reads the rows that a table shows, not its block': onLessons(lessons, async ({ train, test }) => {
      const own = (data: Data): Data => ({ ...data, features: ownBlock(data.features) });
      const expected = (await fit(make(), own(train))).predict(own(test).features);
      sameNumbers((await fit(make(), train)).predict(test.features), expected, 'Predictions for shared rows', ROUNDING);
    }),
    'keeps a fitted model when it fits again': onLessons(lessons, async ({ train, test }) => {
      const plugin = make();
      const model = await fit(plugin, train);
      const before = model.predict(test.features).slice();
      await fit(plugin, reversed(train));
      sameNumbers(model.predict(test.features), before, 'Predictions of the first model after a second fit');
    }),
    'reports steps from 1, rising': onLessons(lessons, async ({ train }) => {
      let last = 0;
      const report = (step: number) => {
        assert.ok(Number.isInteger(step) && step > last, `Step ${step} was reported after step ${last}.`);
        last = step;
      };
      await fit(make(), train, { report });
    }),
  };
  if (!manifest.stochastic) {
    checks['predicts the same with any seed, as it says'] = onLessons(lessons, async ({ train, test }) => {
      const expected = (await fit(make(), train)).predict(test.features);
      const other = await fit(make(), train, { random: seeded('another') });
      sameNumbers(other.predict(test.features), expected, 'Predictions with another seed');
    });
  }
  return checks;
}

function toleranceLaws({ make, manifest, params }: Subject<'estimator'>, lessons: readonly Lesson[]): Checks {
  const gives = manifest.gives(params);
  const checks: Record<string, () => Promise<void>> = {
    'takes weights': onLessons(lessons, async ({ train, test }) => {
      const weights = Float64Array.from(train.target.values, (_, row) => 0.5 + (row % 3));
      demandPrediction(await fit(make(), train, { weights }), test);
    }),
    'ends when its trial is cancelled': onLessons(lessons, async ({ train }) => {
      const { target, features } = train;
      // Whether it gives up or was done before it noticed does not matter, only that it ends.
      const ending = Promise.resolve()
        .then(() => make().fit(features, target, cancelledContext(1)))
        .catch(() => undefined);
      await inTime(ending, PATIENCE, 'A fit whose signal was aborted');
    }),
  };
  if (lessons.some(({ train }) => train.target.task === 'classification')) {
    checks['learns although the training rows lack a class'] = async () => {
      const { train, test } = lessonOf('classification', 4, 3);
      const kept = Int32Array.from(positions(0, train.features.length).filter((row) => train.target.values[row] !== 1));
      const target = takeTarget(train.target, kept);
      const few = { target, features: ownBlock({ ...ownBlock(train.features), rows: kept, length: kept.length }) };
      const model = await fit(make(), few);
      demandPrediction(model, test);
      for (const value of model.predict(test.features)) demandClass(value, test.target);
      if (gives.includes('probabilities')) demandProbabilities(model, test);
    };
  }
  return checks;
}

async function fit(plugin: EstimatorPlugin, train: Data, extra: Partial<Training> = {}): Promise<Model> {
  return plugin.fit(train.features, train.target, contextOf(1, extra));
}

/** 60 rows to learn from and 40 held out, as views of one block. */
function lessonOf(task: Task, seed: number, classes: number): Lesson {
  const { features, target } = plantedData(seeded(seed), 100, task, classes);
  const part = (from: number, to: number): Data => ({
    features: rowsFrom(features, from, to),
    target: takeTarget(target, positions(from, to)),
  });
  const label = task === 'regression' ? `${task}, seed ${seed}` : `${classes} classes, seed ${seed}`;
  return { label, train: part(40, 100), test: part(0, 40) };
}

function onLessons(lessons: readonly Lesson[], check: (lesson: Lesson) => Promise<void>): () => Promise<void> {
  return async () => {
    for (const lesson of lessons) await inCaseAsync(lesson.label, () => check(lesson));
  };
}

/** The same rows with other targets: the last row's for the first, … */
function reversed({ features, target }: Data): Data {
  return { features, target: { ...target, values: target.values.slice().reverse() } };
}

function demandAnswer(model: Model, need: Need, { features, target }: Data): void {
  // Scores and probabilities are of classes.
  if (need !== 'values' && target.task === 'regression') return;
  const answer = need === 'values' ? model.predict(features) : model[need]?.(features);
  assert.ok(answer !== undefined, `It declares ${need}, but the model has none.`);
  const classes = target.classes.length;
  const single = need === 'values' || (need === 'scores' && classes === 2);
  const width = single ? 1 : classes;
  assert.equal(answer.length, width * features.length, `There should be ${width} ${need} a row.`);
  assert.ok(!answer.some(Number.isNaN), `There is NaN among the ${need}.`);
}

function sameModel(actual: Model, expected: Model, { features }: Data, what: string, tolerance = 0): void {
  sameNumbers(actual.predict(features), expected.predict(features), `${what}: values`, tolerance);
  for (const need of ['scores', 'probabilities'] as const) {
    const [a, b] = [actual[need]?.(features), expected[need]?.(features)];
    assert.equal(a === undefined, b === undefined, `${what}: ${need} should be there in both, or in none.`);
    if (a !== undefined && b !== undefined) sameNumbers(a, b, `${what}: ${need}`, tolerance);
  }
}
