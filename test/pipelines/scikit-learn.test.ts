// scikit-learn's numbers, reproduced through JSON definitions alone.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FoldScored, Json, StudyEvent } from '@tunewright/core';
import { createStudy } from 'tunewright';

interface Case {
  readonly title: string;
  readonly data: string;
  readonly scaler: string;
  readonly metric: string;
  readonly folds: string;
  readonly best: number;
  readonly rows: readonly { readonly params: Readonly<Record<string, Json>>; readonly folds: readonly number[] }[];
}
const { cases } = JSON.parse(readFileSync(new URL('../golden/sklearn.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

/** What we call the estimator, and parameters that the golden file takes for granted. */
const ESTIMATORS: readonly (readonly [title: RegExp, use: string, fixed: Readonly<Record<string, Json>>])[] = [
  [/^svc/, 'svc', {}],
  [/^logistic regression/, 'logistic-regression', { tolerance: 1e-9, maxIterations: 1000 }],
  [/^k nearest neighbours/, 'k-nearest-neighbors', {}],
  [/^ridge/, 'ridge', {}],
];
/** Where our names of parameters differ from scikit-learn's. */
const OUR_NAMES: Readonly<Record<string, string>> = { n_neighbors: 'neighbors' };
const ourName = (name: string): string => OUR_NAMES[name] ?? name;

it('covers every case of the golden file', () => {
  expect(reproducible).toHaveLength(cases.length);
});

const reproducible = cases.flatMap((one) => {
  const found = ESTIMATORS.find(([title]) => title.test(one.title));
  return found ? [{ ...one, use: found[1], fixed: found[2] }] : [];
});

function definitionOf({ data, scaler, metric, folds, rows, use, fixed }: (typeof reproducible)[number]): Json {
  const names = Object.keys(rows[0]?.params ?? {});
  const tuned = names.map((name) => [
    ourName(name),
    { choose: [...new Set(rows.map(({ params }) => params[name] as Json))] },
  ]);
  return {
    data: { use: data },
    cv: { use: folds, splits: 5, shuffle: false },
    steps: [
      ...(scaler === 'none' ? [] : [{ use: scaler }]),
      { use, id: 'model', ...fixed, ...(Object.fromEntries(tuned) as Record<string, Json>) },
    ],
    metrics: [{ use: metric, goal: 'maximize' }],
    search: { use: 'grid' },
  };
}

describe.each(reproducible)('$title on $data, scaled by $scaler', (one) => {
  it('scores every fold of every grid point the same', async () => {
    const study = await createStudy(definitionOf(one));
    const scored: FoldScored[] = [];
    const configurations: Readonly<Record<string, Json>>[] = [];
    study.events$.subscribe((event: StudyEvent) => {
      if (event.type === 'fold-scored') scored.push(event);
      if (event.type === 'trial-proposed') configurations.push(event.configuration);
    });
    const { best } = await study.run();
    expect(configurations).toHaveLength(one.rows.length);
    for (const [trial, configuration] of configurations.entries()) {
      const row = one.rows.find(({ params }) =>
        Object.entries(params).every(([name, value]) => configuration[`model.${ourName(name)}`] === value),
      );
      const ours = scored.filter((event) => event.trial === trial).map(({ scores }) => scores[one.metric]);
      if (one.metric === 'accuracy') expect(ours, JSON.stringify(configuration)).toEqual(row?.folds);
      else ours.forEach((score, fold) => expect(score).toBeCloseTo(row?.folds[fold] ?? NaN, 6));
    }
    expect(best?.score).toBeCloseTo(one.best, 12);
  });
});

it.each([
  ['iris-svc-narrow-grid', 4, 0.98],
  ['iris-svc-wide-grid', 100, 0.98667],
  ['iris-svc-random', 20, undefined],
])('the essay’s %s: %i trials', async (name, trials, best) => {
  const text = readFileSync(new URL(`../../pipelines/definitions/${name}.json`, import.meta.url), 'utf8');
  const result = await (await createStudy(text)).run();
  expect(result.counts.finished).toBe(trials);
  if (best !== undefined) expect(result.best?.score).toBeCloseTo(best, 5);
  else expect(result.best?.score).toBeGreaterThan(0.97);
});
