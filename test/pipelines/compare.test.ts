import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { batteries, compare, type Comparison, type CompareOptions, type CompareProgress } from 'tunewright';
import { describe, expect, it } from 'vitest';
import { look } from '@tunewright/monitors';
import { factorsOf, splitValues } from '../../pipelines/src/commands/compare.js';
import { differenceTo, spreadOf } from '../../pipelines/src/compare-statistics.js';
import { comparisonText } from '../../pipelines/src/compare-table.js';
import { command, emptyFolder } from '../support/command.js';

const LOOK = look(80, { unicode: true, color: false });

describe('differences of scores by seed', () => {
  // t(0.975, 2) = 4.302652729911275; the differences 1, 2, 3 have the standard deviation 1.
  it('are paired, with the interval of Student', () => {
    expect(differenceTo([1, 2, 3], [2, 4, 6], 'maximize')).toEqual({
      pairs: 3,
      mean: 2,
      margin: expect.closeTo(4.302652729911275 / Math.sqrt(3), 9) as number,
      constant: false,
      wins: 3,
      ties: 0,
      losses: 0,
    });
  });

  it.each([
    { when: 'lower is better', goal: 'minimize', scores: [2, 4, 3], counts: [0, 1, 2] },
    { when: 'higher is better', goal: 'maximize', scores: [2, 4, 3], counts: [2, 1, 0] },
    { when: 'they differ by rounding', goal: 'maximize', scores: [1 + 1e-15, 2 - 1e-15, 3], counts: [0, 3, 0] },
  ] as const)('are counted where $when', ({ goal, scores, counts }) => {
    const difference = differenceTo([1, 2, 3], scores, goal);
    expect([difference?.wins, difference?.ties, difference?.losses]).toEqual(counts);
  });

  it('leave out seeds for which one of the two has none', () => {
    expect(differenceTo([1, undefined, 3], [2, 4, undefined], 'maximize')).toMatchObject({
      pairs: 1,
      mean: 1,
      margin: null,
    });
    expect(differenceTo([1, undefined], [undefined, 1], 'maximize')).toBeUndefined();
  });

  it('need no interval when they are all the same', () => {
    expect(differenceTo([0.1, 0.2], [0.4, 0.5], 'maximize')).toMatchObject({ constant: true, margin: 0 });
    expect(differenceTo([0.3, 0.2], [0.1 + 0.2, 0.2], 'maximize')).toMatchObject({ constant: true, mean: 0, ties: 2 });
  });

  it('are nothing where rounding alone is left', () => {
    expect(spreadOf([0.1 + 0.2, 0.3])?.deviation).toBe(0);
    expect(differenceTo([0.1, 0.5], [0.2, 0.4], 'maximize')).toMatchObject({ mean: 0, wins: 1, losses: 1 });
    expect(differenceTo([0, 0, 0], [0.1, 0.2, -0.3], 'maximize')?.mean).toBe(0);
  });

  it('start from what is known of each', () => {
    expect(spreadOf([1, undefined, 3])).toEqual({ count: 2, mean: 2, deviation: Math.SQRT2 });
    expect(spreadOf([undefined])).toBeUndefined();
  });
});

// A score that depends on x and nothing else, so that what a comparison gives can be said beforehand.
const BASE = {
  objective: { use: 'function', name: 'score' },
  space: { x: { choose: [1, 2, 3] } },
  metrics: [{ name: 'value', goal: 'maximize' }, { name: 'cost' }],
  search: { use: 'grid' },
};
const functions = { score: ({ x }: { x: number }) => ({ value: x / 10, cost: 10 * x }) };
const run = (options: CompareOptions, definition: unknown = BASE): Promise<Comparison> =>
  compare(definition, { functions, ...options });

describe('compare', () => {
  it('runs every variant with every seed and compares within a problem', async () => {
    const { status, seeds, groups } = await run({ over: { 'space.x.choose': ['[1,2,3]', '[1,2]'] }, seeds: 3 });
    expect([status, seeds]).toEqual(['finished', [0, 1, 2]]);
    expect(groups).toHaveLength(1);
    const [group] = groups;
    expect(group).toMatchObject({ kind: 'black-box', label: '', metric: 'value', goal: 'maximize', factors: [] });
    expect(group?.variants.map(({ runs }) => runs.map(({ seed, score, trials }) => [seed, score, trials]))).toEqual([
      [0, 1, 2].map((seed) => [seed, 0.3, 3]),
      [0, 1, 2].map((seed) => [seed, 0.2, 2]),
    ]);
    expect(group?.variants[0]?.score.difference).toBeUndefined();
    expect(group?.variants[1]?.score.difference).toMatchObject({
      mean: expect.closeTo(-0.1, 12) as number,
      constant: true,
      losses: 3,
    });
  });

  it('compares another metric, of the same trials', async () => {
    const { groups } = await run({ over: { 'space.x.choose': ['[1,2,3]', '[1,2]'] }, seeds: 2, metric: 'cost' });
    expect(groups[0]?.variants.map(({ score }) => score.spread?.mean)).toEqual([30, 20]);
  });

  it('counts seeds from that of the definition, or takes those given', async () => {
    const over = { 'budget.trials': ['1', '2'] };
    expect((await run({ over, seeds: 2, set: ['seed=7'] })).seeds).toEqual([7, 8]);
    expect((await run({ over, seeds: [3, 5] })).seeds).toEqual([3, 5]);
  });

  it('takes each factor by itself, averaged over the others', async () => {
    const over = { 'space.x.choose': ['[1,2,3]', '[1,2]'], 'budget.trials': ['9', '1'] };
    const { groups } = await run({ over, seeds: 2 });
    const levels = groups[0]?.factors.map(({ name, levels: all }) => [
      name,
      all.map(({ score }) => score.spread?.mean),
    ]);
    expect(levels).toEqual([
      ['space.x.choose', [expect.closeTo(0.2, 12), expect.closeTo(0.15, 12)]],
      ['budget.trials', [expect.closeTo(0.25, 12), expect.closeTo(0.1, 12)]],
    ]);
  });

  it('keeps problems apart, by whatever makes them different', async () => {
    const learning = {
      data: { use: 'iris' },
      steps: [{ use: 'gaussian-naive-bayes' }],
      metrics: [{ use: 'accuracy' }],
    };
    const over = {
      data: ['iris', 'wine'],
      'cv.splits': ['3', '4'],
      gaussianNaiveBayes: ['gaussian-naive-bayes', 'svc'],
    };
    const { groups } = await compare({ ...learning, cv: { use: 'stratified-k-fold' } }, { over, seeds: 1 });
    expect(groups.map(({ label, varying }) => [label, varying])).toEqual(
      ['iris', 'wine'].flatMap((data) =>
        ['3', '4'].map((n) => [`data=${data} cv.splits=${n}`, ['gaussianNaiveBayes']]),
      ),
    );
  });

  it('pairs folds and test rows, so that equal variants are equal', async () => {
    const definition = {
      data: { use: 'iris' },
      test: { share: 0.3 },
      steps: [{ use: 'svc' }],
      metrics: [{ use: 'log-loss' }],
    };
    const over = { 'svc.C': ['1', '1.0'] };
    const { groups } = await compare(definition, { over, seeds: 3, set: ['svc.probability=true'] });
    const [first, second] = groups[0]?.variants ?? [];
    expect(groups[0]?.goal).toBe('minimize');
    expect(second?.score.difference).toMatchObject({ mean: 0, ties: 3, constant: true });
    expect(second?.testScore?.difference).toMatchObject({ mean: 0, ties: 3 });
    expect(new Set(first?.runs.map(({ testScore }) => testScore)).size).toBe(3);
  });

  it('compares whole definitions', async () => {
    const { groups } = await run({ seeds: 2 }, [BASE, { ...BASE, space: { x: { choose: [2, 1] } } }]);
    expect(groups[0]?.variants.map(({ settings, score }) => [settings, score.spread?.mean])).toEqual([
      [{ definition: 'definition 1' }, 0.3],
      [{ definition: 'definition 2' }, 0.2],
    ]);
  });

  it('reports failed runs and goes on', async () => {
    const failing = {
      score: ({ x }: { x: number }) => (x === 3 ? { value: 3, cost: 1 } : Promise.reject(new Error('no luck'))),
    };
    const { groups, seeds, status } = await compare(BASE, {
      functions: failing,
      over: { 'space.x.choose': ['[1,3]', '[1,2]'] },
      seeds: 2,
    });
    const [first, second] = groups[0]?.variants ?? [];
    expect(first?.score.spread).toMatchObject({ count: 2, mean: 3 });
    expect(second?.score).toEqual({});
    expect(second?.runs[0]?.failure).toBe('No trial finished. The first failed with: no luck');
    expect(comparisonText({ groups, seeds, status }, LOOK)).toContain(
      'space.x.choose=[1,2]: 2 of 2 runs failed (seed 0, 1): No trial finished. The\n  first failed with: no luck\n',
    );
  });

  it('reports data that cannot be had as a failed run', async () => {
    const definition = { data: { use: 'iris' }, steps: [{ use: 'svc' }] };
    const over = { data: ['iris', '{"use":"csv","path":"none.csv","target":"y"}'] };
    const { groups } = await compare(definition, { over, seeds: 1 });
    expect(groups.map(({ variants }) => variants.map(({ runs }) => runs[0]?.failure === undefined))).toEqual([
      [true],
      [false],
    ]);
  });

  it('ends with what there is when it is interrupted', async () => {
    const controller = new AbortController();
    const seen: CompareProgress[] = [];
    const { status, groups } = await run({
      over: { 'budget.trials': ['1', '2'] },
      seeds: 5,
      signal: controller.signal,
      onProgress: (moment) => {
        seen.push(moment);
        if (moment.done === 3) controller.abort();
      },
    });
    expect(status).toBe('interrupted');
    expect(groups[0]?.variants.map(({ runs }) => runs.length)).toEqual([2, 1]);
    expect(seen[0]).toEqual({ done: 0, total: 10, variant: 'budget.trials=1', seed: 0 });
    expect(seen).toHaveLength(4);
  });

  const unsound: readonly { when: string; options: CompareOptions; definition?: unknown; says: RegExp }[] = [
    { when: 'there is nothing to compare', options: {}, says: /one variant only/ },
    {
      when: 'a variant is not sound',
      options: { over: { search: ['random', 'grit'] } },
      says: /Variant search=grit: .*Did you mean "grid"/,
    },
    {
      when: 'all are not',
      options: { over: { search: ['random', 'grid'] }, set: ['space.x.choose=[]'] },
      says: /^(?!.*Variant)/,
    },
    {
      when: 'a metric is not measured',
      options: { over: { search: ['random', 'grid'] }, metric: 'costs' },
      says: /does not measure "costs"\. Did you mean "cost"/,
    },
    {
      when: 'a value comes twice',
      options: { over: { search: ['grid', 'grid'] } },
      says: /"grid" is among the values of "search" twice/,
    },
    { when: 'there is one value', options: { over: { search: ['grid'] } }, says: /one value only/ },
    { when: 'the seed is varied', options: { over: { seed: ['1', '2'] } }, says: /Seeds are no variants/ },
    { when: 'a place cannot be set', options: { over: { nowhere: ['1', '2'] } }, says: /nowhere/ },
    {
      when: 'there are no seeds',
      options: { over: { search: ['random', 'grid'] }, seeds: 0 },
      says: /one seed at least/,
    },
  ];
  it.each(unsound)('refuses before anything runs where $when', async ({ options, says }) => {
    let ran = 0;
    const counting = { score: () => (ran++, 1) };
    await expect(compare(BASE, { ...options, functions: counting })).rejects.toThrow(says);
    expect(ran).toBe(0);
  });

  it('takes plugins and a registry of its own', async () => {
    const { groups } = await run({
      over: { search: ['random', 'grid'] },
      seeds: 1,
      registry: batteries(),
      plugins: [],
    });
    expect(groups[0]?.variants).toHaveLength(2);
  });
});

describe('the table of a comparison', () => {
  /** As if every run had taken as long. */
  const timeless = (comparison: Comparison): Comparison => ({
    ...comparison,
    groups: comparison.groups.map((group) => ({
      ...group,
      variants: group.variants.map((variant) => ({
        ...variant,
        runs: variant.runs.map((each) => ({ ...each, milliseconds: 1500 })),
      })),
    })),
  });

  it('reads at 80 columns', async () => {
    const over = { 'space.x.choose': ['[1,2,3]', '[1,2]'], 'budget.trials': ['9', '1'] };
    const text = comparisonText(timeless(await run({ over, seeds: 2 })), LOOK);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toMatchInlineSnapshot(`
      "value, higher is better
      space.x.choose  budget.trials  best             difference         w/t/l  trials
      ────────────────────────────────────────────────────────────────────────────────
      [1,2,3]         9              0.3000 ± 0.0000  –                  –           3
      [1,2,3]         1              0.1000 ± 0.0000  -0.2000 each time  0/0/2       1
      [1,2]           9              0.2000 ± 0.0000  -0.1000 each time  0/0/2       2
      [1,2]           1              0.1000 ± 0.0000  -0.2000 each time  0/0/2       1

      space.x.choose, averaged over budget.trials
      space.x.choose  best             difference         w/t/l
      ─────────────────────────────────────────────────────────
      [1,2,3]         0.2000 ± 0.0000  –                  –
      [1,2]           0.1500 ± 0.0000  -0.0500 each time  0/0/2

      budget.trials, averaged over space.x.choose
      budget.trials  best             difference         w/t/l
      ────────────────────────────────────────────────────────
      9              0.2500 ± 0.0000  –                  –
      1              0.1000 ± 0.0000  -0.1500 each time  0/0/2

      Differences are to the first row, paired over 2 seeds (0 to 1), with 95 %
        intervals (Student's t), each for itself: among many, one in twenty misses.
        w/t/l counts seeds won, tied, lost.
      "
    `);
  });

  it('shows test rows, and intervals', async () => {
    const definition = {
      data: { use: 'iris' },
      test: { share: 0.3 },
      steps: [{ use: 'svc', C: { tune: 'float', low: 0.01, high: 1, log: true } }],
      budget: { trials: 3 },
    };
    const text = comparisonText(
      timeless(await compare(definition, { over: { 'svc.kernel': ['rbf', 'linear'] }, seeds: 4 })),
      LOOK,
    );
    expect(text).toMatchInlineSnapshot(`
      "accuracy, higher is better
      svc.kernel  cross-validated  difference                  w/t/l  trials   time
      ─────────────────────────────────────────────────────────────────────────────
      rbf         0.9405 ± 0.0211  –                           –           3  1.5 s
      linear      0.9786 ± 0.0163  +0.0381 [+0.0054, +0.0708]  4/0/0       3  1.5 s

      svc.kernel  on test rows     difference                  w/t/l
      ──────────────────────────────────────────────────────────────
      rbf         0.9389 ± 0.0493  –                           –
      linear      0.9556 ± 0.0314  +0.0167 [-0.0172, +0.0505]  2/2/0

      Differences are to the first row, paired over 4 seeds (0 to 3), with 95 %
        intervals (Student's t), each for itself: among many, one in twenty misses.
        w/t/l counts seeds won, tied, lost.
      Cross-validated scores are those of the best of many trials, which flatters, the
        more trials the more. Scores on test rows do not.
      "
    `);
  });

  it('says what one seed cannot tell, and what cannot be compared', async () => {
    const one = comparisonText(await run({ over: { 'budget.trials': ['1', '2'] }, seeds: 1 }), LOOK);
    expect(one).toContain('with seed 0 alone: how much of them is chance');
    const apart = comparisonText(
      await compare({ data: { use: 'iris' }, steps: [{ use: 'svc' }] }, { over: { data: ['iris', 'wine'] }, seeds: 1 }),
      LOOK,
    );
    expect(apart).toContain('data=wine: accuracy, higher is better\n');
    expect(apart.replaceAll(/\s+/g, ' ')).toContain('their scores cannot be compared');
  });

  it('keeps to narrow windows', async () => {
    const over = { 'space.x.choose': ['[1,2,3]', '[1,2]'], 'budget.trials': ['9', '1'] };
    const comparison = timeless(await run({ over, seeds: 2 }));
    const text = comparisonText(comparison, { ...LOOK, width: 60 });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
});

describe('values of --over', () => {
  it.each([
    ['random,grid', ['random', 'grid']],
    ['{"use":"a","b":[1,2]},c', ['{"use":"a","b":[1,2]}', 'c']],
    ['"a,b", "c\\",d"', ['"a,b"', '"c\\",d"']],
    ['', ['']],
    ['a,', ['a', '']],
    ['a"b,c', ['a"b', 'c']],
    ['a],b', ['a]', 'b']],
  ])('%s', (text, values) => {
    expect(splitValues(text)).toEqual(values);
  });

  it('have a name, each its own', () => {
    expect(factorsOf(['search=a,b', 'svc.C=1,2'])).toEqual({ search: ['a', 'b'], 'svc.C': ['1', '2'] });
    expect(() => factorsOf(['search'])).toThrow(/such as search=random,grid/);
    expect(() => factorsOf(['a=1,2', 'a=3,4'])).toThrow(/varied twice/);
  });
});

describe('tunewright compare', () => {
  const study = (folder: string, name: string, search: string): string => {
    const definition = {
      data: { use: 'iris' },
      steps: [{ use: 'svc', C: { choose: [0.1, 1] } }],
      search: { use: search },
    };
    writeFileSync(join(folder, name), JSON.stringify({ ...definition, budget: { trials: 2 } }));
    return name;
  };

  it('prints a table; progress goes to stderr', async () => {
    const folder = emptyFolder();
    const args = ['compare', study(folder, 'a.json', 'grid'), '--over', 'svc.kernel=rbf,linear', '--seeds', '2'];
    const { code, stdout, stderr } = await command(args, folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^accuracy, higher is better\nsvc\.kernel +cross-validated +difference/);
    expect(stderr).toBe(
      [0, 1]
        .flatMap((seed) =>
          ['rbf', 'linear'].map((kernel, i) => `${2 * seed + i + 1}/4: svc.kernel=${kernel}, seed ${seed}\n`),
        )
        .join(''),
    );
  });

  it('compares files, and prints JSON', async () => {
    const folder = emptyFolder();
    const args = [
      'compare',
      study(folder, 'a.json', 'grid'),
      study(folder, 'b.json', 'random'),
      '--seeds',
      '2',
      '--json',
    ];
    const { code, stdout } = await command(args, folder);
    expect(code).toBe(0);
    const { status, groups } = JSON.parse(stdout) as Comparison;
    expect(status).toBe('finished');
    expect(groups[0]?.variants.map(({ settings, runs }) => [settings.definition, runs.length])).toEqual([
      ['a.json', 2],
      ['b.json', 2],
    ]);
  });

  it('exits with 2 and names file and variant where one is not sound', async () => {
    const folder = emptyFolder();
    const files = [study(folder, 'a.json', 'grid'), study(folder, 'b.json', 'grit')];
    const { code, stdout, stderr } = await command(['compare', ...files], folder);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^b\.json:1:\d+ \/search\/use: Variant b\.json: .*Did you mean "grid"\?\n$/);
    writeFileSync(join(folder, 'c.json'), '{');
    const broken = await command(['compare', 'a.json', 'c.json'], folder);
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/^c\.json:1:2/);
  });

  it('prints what there is when it is interrupted', async () => {
    const folder = emptyFolder();
    const args = ['compare', study(folder, 'a.json', 'grid'), '--over', 'svc.kernel=rbf,linear', '--seeds', '100000'];
    const { code, stdout } = await command(args, folder, (child) => {
      child.stderr?.on('data', (text: Buffer) => {
        if (String(text).includes('seed 2')) child.kill('SIGINT');
      });
    });
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted: only the runs that ended are counted.');
  });
});
