import { describe, expect, it } from 'vitest';
import Type from 'typebox';
import {
  batteries,
  createStudy,
  DataSet,
  Problem,
  restorePipeline,
  Transformer,
  type Data,
  type FittedTransformer,
  type Json,
  type StudyEvent,
  type Table,
} from 'tunewright';

const NONE = Type.Object({}, { additionalProperties: false });

async function eventsOf(definition: Json, plugins: readonly unknown[] = []): Promise<StudyEvent[]> {
  const study = await createStudy(definition, { plugins });
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return events;
}

const only = <T extends StudyEvent['type']>(events: readonly StudyEvent[], type: T) =>
  events.filter((event): event is Extract<StudyEvent, { type: T }> => event.type === type);

/** Notes which rows it was fitted on; the first column of the data is the row's number. */
function spy(): { readonly plugin: unknown; readonly seen: number[][] } {
  const seen: number[][] = [];
  @Transformer({ name: 'spy', summary: 'Watches.', params: NONE })
  class Spy {
    fit(train: Table): FittedTransformer {
      const width = train.columns.length;
      seen.push(Array.from({ length: train.length }, (_, i) => train.values[(train.rows?.[i] ?? i) * width] as number));
      return { transform: (rows) => rows, toJSON: () => 0 };
    }
    restore(): FittedTransformer {
      return { transform: (rows) => rows, toJSON: () => 0 };
    }
  }
  return { plugin: Spy, seen };
}

@DataSet({ name: 'numbered', summary: 'Rows that know their number.', params: NONE })
class Numbered {
  load(): Data {
    const length = 40;
    const values = Float64Array.from({ length: length * 2 }, (_, i) => (i % 2 === 0 ? i / 2 : (i >> 1) % 4));
    return {
      features: {
        columns: [
          { name: 'row', type: 'numeric' },
          { name: 'x', type: 'numeric' },
        ],
        length,
        values,
      },
      target: {
        task: 'classification',
        values: Float64Array.from({ length }, (_, i) => (i % 4 > 1 ? 1 : 0)),
        classes: ['no', 'yes'],
      },
    };
  }
}
const numbered = {
  data: { use: 'numbered' },
  cv: { use: 'k-fold', splits: 4, shuffle: false },
  steps: [{ use: 'spy' }, { use: 'logistic-regression' }],
};

describe('preprocessing', () => {
  it('is fitted on training rows only', async () => {
    const { plugin, seen } = spy();
    await eventsOf(numbered, [plugin, Numbered]);
    expect(seen.map((rows) => rows.length)).toEqual([30, 30, 30, 30]);
    seen.forEach((rows, fold) => {
      expect(rows.filter((row) => row >= fold * 10 && row < fold * 10 + 10)).toEqual([]);
    });
  });

  it('is fitted on all rows when the definition says so', async () => {
    const { plugin, seen } = spy();
    await eventsOf({ ...numbered, steps: [{ use: 'spy', fitOn: 'all' }, { use: 'logistic-regression' }] }, [
      plugin,
      Numbered,
    ]);
    expect(seen.map((rows) => rows.length)).toEqual([40, 40, 40, 40]);
  });

  it('never sees the test set', async () => {
    const { plugin, seen } = spy();
    const events = await eventsOf(
      { ...numbered, test: { share: 0.25 }, steps: [{ use: 'spy', fitOn: 'all' }, { use: 'logistic-regression' }] },
      [plugin, Numbered],
    );
    // Four folds, and the fit on all training rows at the end.
    expect(seen.map((rows) => rows.length)).toEqual([30, 30, 30, 30, 30]);
    expect(new Set(seen.flat()).size).toBe(30);
    expect(only(events, 'tested')).toMatchObject([{ trial: 0, rows: 10, scores: { accuracy: 1 } }]);
  });

  it('is done once for trials that share it', async () => {
    const { plugin, seen } = spy();
    const C = { tune: 'float', low: 0.1, high: 10, log: true, points: 5 };
    const steps = [{ use: 'spy' }, { use: 'logistic-regression', C }];
    const events = await eventsOf({ ...numbered, steps, search: { use: 'grid' } }, [plugin, Numbered]);
    expect(seen).toHaveLength(4);
    expect(only(events, 'preprocessed')).toHaveLength(20);
  });

  it('works on chosen columns', async () => {
    const scaled = (on: Json): Json => ({
      data: { use: 'wine' },
      steps: [{ use: 'standard-scaler', on }, { use: 'svc' }],
      cv: { use: 'stratified-k-fold', shuffle: false },
    });
    const score = async (on: Json): Promise<number> =>
      only(await eventsOf(scaled(on)), 'study-finished')[0]?.best?.score ?? 0;
    const [none, proline, all] = [
      await score('categorical'),
      await score(['proline', 'magnesium']),
      await score('numeric'),
    ];
    expect(none).toBeLessThan(0.7);
    expect(proline).toBeGreaterThan(none);
    expect(all).toBeGreaterThan(0.97);
  });

  it('fails a trial with a clear cause when a column does not exist', async () => {
    const events = await eventsOf({
      data: { use: 'iris' },
      steps: [{ use: 'standard-scaler', on: ['petal_lenght'] }, { use: 'svc' }],
    });
    expect(only(events, 'trial-failed')[0]?.failure).toMatchObject({
      cause: 'invalid',
      message: '"on" names the column "petal_lenght", which does not exist. Did you mean "petal_length"?',
    });
  });
});

describe('scores', () => {
  it('of training rows are told on request', async () => {
    const definition = { data: { use: 'iris' }, steps: [{ use: 'svc', gamma: 100 }] };
    const [fold] = only(await eventsOf({ ...definition, trainScores: true }), 'fold-scored');
    expect(fold?.trainScores?.['accuracy']).toBe(1);
    expect(fold?.scores['accuracy']).toBeLessThan(1);
    expect(only(await eventsOf(definition), 'fold-scored')[0]).not.toHaveProperty('trainScores');
  });
});

describe('the model of a study', () => {
  const definition = {
    data: { use: 'wine' },
    steps: [
      { use: 'standard-scaler', on: 'numeric' },
      { use: 'svc', probability: true, C: { choose: [0.1, 1], ordered: true } },
    ],
    search: { use: 'grid' },
  };

  it('predicts the same after it was saved and loaded', async () => {
    const study = await createStudy(definition);
    await study.run();
    const model = await study.model();
    const plugins = batteries().workshop([]);
    const { features, target } = await plugins.make('data-set', { use: 'wine' }).load();
    const loaded = restorePipeline(JSON.parse(JSON.stringify(model)) as Json, plugins);
    expect(loaded.predict(features)).toEqual(model.predict(features));
    expect(loaded.probabilities(features)).toEqual(model.probabilities(features));
    const right = model.predict(features).filter((label, row) => label === target.values[row]).length;
    expect(right / target.values.length).toBeGreaterThan(0.97);
    expect(loaded.classes).toEqual(['class_0', 'class_1', 'class_2']);
  });

  it('refuses rows with other columns, and files that are no models', async () => {
    const study = await createStudy(definition);
    await study.run();
    const model = await study.model();
    const plugins = batteries().workshop([]);
    const iris = await plugins.make('data-set', { use: 'iris' }).load();
    expect(() => model.predict(iris.features)).toThrow(
      /must have the columns .*alcohol \(numeric\).*Found were: sepal_length/,
    );
    expect(() => restorePipeline({ a: 1 }, plugins)).toThrow(/no model of Tunewright/);
    const broken = { ...model.toJSON(), columns: null };
    expect(() => restorePipeline(broken, plugins)).toThrow(/no model of Tunewright/);
    expect(() => restorePipeline({ ...model.toJSON(), version: 99 }, plugins)).toThrow(/version 99/);
  });

  it('needs a finished trial, and a pipeline', async () => {
    const study = await createStudy(definition);
    await expect(study.model()).rejects.toThrow(/no trial of the study has finished/);
    const other = await createStudy({ space: { x: { tune: 'float', low: 0, high: 1 } }, budget: { trials: 1 } });
    await expect(other.model()).rejects.toThrow(Problem);
  });

  it('is that of the trial selected', async () => {
    const study = await createStudy({ ...definition, select: 'one-standard-error' });
    const events: StudyEvent[] = [];
    study.events$.subscribe((event) => events.push(event));
    await study.run();
    const decided = only(events, 'decided');
    expect(decided).toHaveLength(1);
    expect(decided[0]).toMatchObject({ code: 'selected', trial: study.history.selected });
  });
});
