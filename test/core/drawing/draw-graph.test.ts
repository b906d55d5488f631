import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawGraph, parseDefinition, readDefinition } from 'tunewright';
import { describe, expect, it } from 'vitest';
import { golden } from '../../golden.js';
import { DEFINITIONS } from '../../support/command.js';
import { everyPlugin } from '../../support/every-plugin.js';
import { parseChart, type Chart } from '../../support/mermaid.js';

const draw = (definition: unknown): string => drawGraph(readDefinition(definition, everyPlugin()));
const chartOf = (definition: unknown): Promise<Chart> => parseChart(draw(definition));
const textOf = ({ nodes }: Chart, id: string): string | undefined => nodes.find((node) => node.id === id)?.text;
const edgesOf = ({ edges }: Chart): readonly string[] =>
  edges.map(({ start, end, text }) => (text === '' ? `${start} ${end}` : `${start} ${end}: ${text}`));

const FILES = readdirSync(DEFINITIONS).filter((name) => name.endsWith('.json'));

describe('the drawing of a definition', () => {
  it.each(FILES)('is as kept, and Mermaid reads it: %s', async (file) => {
    const text = draw(parseDefinition(readFileSync(join(DEFINITIONS, file), 'utf8')));
    golden(`graph/${file.replace('.json', '.mmd')}`, text);
    const chart = await parseChart(text);
    // Every edge ends at something that is drawn.
    const drawn = new Set([...chart.nodes, ...chart.groups].map(({ id }) => id));
    expect(chart.edges.flatMap(({ start, end }) => [start, end]).filter((id) => !drawn.has(id))).toEqual([]);
  });

  it('shows data, folds, steps, metrics and the loop, in order', async () => {
    const chart = await chartOf({
      data: { use: 'iris' },
      steps: [{ use: 'standard-scaler' }, { use: 'svc', C: { tune: 'float', low: 0.1, high: 10, log: true } }],
      metrics: [{ use: 'accuracy' }, { use: 'f1' }],
      budget: { trials: 20, time: '90s' },
      start: [{ 'svc.C': 1 }],
      run: { concurrency: 2 },
    });
    expect(edgesOf(chart)).toEqual([
      'data folds',
      'step1 step2',
      'step2 metrics',
      'folds trial',
      'search trial: ask: 2 at a time\ntell: trial t is asked with results up to t − 2',
      'trial result: at the end',
    ]);
    expect(textOf(chart, 'step2')).toBe('svc\nC: 0.1 … 10, log');
    expect(textOf(chart, 'metrics')).toBe('metrics\naccuracy: maximize\nf1: recorded');
    expect(textOf(chart, 'search')).toBe(
      'search: random\n1 parameter, infinitely many configurations\nat most 20 trials or 90 s\n' +
        '1 configuration given to start with\nseed: 0',
    );
    expect(chart.groups).toMatchObject([{ id: 'trial', nodes: expect.arrayContaining(['step1', 'step2', 'metrics']) }]);
  });

  it('sets test rows aside, and scores the result on them', async () => {
    const chart = await chartOf({
      data: { use: 'iris' },
      test: { share: 0.25 },
      steps: [{ use: 'gaussian-naive-bayes' }],
    });
    expect(edgesOf(chart)).toEqual(
      expect.arrayContaining([
        'data test: 25 % set aside',
        'data folds: the other rows',
        'result tested',
        'test tested',
      ]),
    );
    expect(textOf(chart, 'search')).toContain('nothing is tuned');
  });

  it('frames alternatives, with the columns and rows that each sees', async () => {
    const chart = await chartOf({
      data: { use: 'iris' },
      steps: [
        { id: 'scale', on: 'numeric', choose: [{ use: 'standard-scaler', fitOn: 'all' }, { use: 'passthrough' }] },
        {
          use: 'svc',
          kernel: { choose: ['rbf', 'poly'] },
          gamma: { choose: ['scale', { tune: 'float', low: 1, high: 2 }] },
        },
      ],
      budget: { trials: 3 },
    });
    expect(chart.groups.map(({ id, title, nodes }) => [id, title, nodes])).toContainEqual([
      'step1',
      'scale: one of',
      ['step1x1', 'step1x2'],
    ]);
    expect(textOf(chart, 'step1x1')).toBe('standard-scaler\non numeric columns\nfitOn: all, held-out rows too!');
    expect(chart.nodes.find(({ id }) => id === 'step1x1')?.classes).toEqual(['leak']);
    expect(textOf(chart, 'step2')).toBe('svc\nkernel: rbf | poly\ngamma: scale | (1 … 2)');
  });

  it('puts stoppers behind what they judge by', async () => {
    const chart = await chartOf({
      data: { use: 'iris' },
      steps: [{ use: 'svc', C: { tune: 'float', low: 0.1, high: 10 } }],
      earlyStopping: [{ use: 'median' }],
      budget: { trials: 3 },
    });
    expect(edgesOf(chart)).toEqual(expect.arrayContaining(['metrics stopper1']));
  });

  it('shows space, instances, objective and scores of a study without data', async () => {
    const chart = await chartOf({
      objective: { use: 'function', name: 'cost' },
      space: { x: { tune: 'int', low: 1, high: 9, step: 2 }, opt_: { choose: ['end', 'graph'] } },
      instances: ['a', 'b', { c: 1 }, 'd'],
      metrics: [{ name: 'loss', goal: 'minimize' }],
    });
    expect(textOf(chart, 'space')).toBe('space\nx: 1 … 9, by 2\nopt_: end | graph');
    expect(textOf(chart, 'instances')).toBe('instances\na\nb\n{"c":1}\n… 1 more');
    expect(textOf(chart, 'objective')).toBe('objective: function\nname: cost');
    expect(edgesOf(chart)).toEqual([
      'space search',
      'objective metrics',
      'instances trial',
      'search trial: ask: 1 at a time\ntell: before the next is asked',
      'trial result: at the end',
    ]);
  });

  it('shows shared domains, and what is computed from them', async () => {
    const chart = await chartOf({
      data: { use: 'iris' },
      space: { width: { tune: 'int', low: 2, high: 8 }, half: { expr: 'width / 2' } },
      steps: [{ use: 'svc', C: { ref: 'width' }, gamma: { expr: 'half / 10' } }],
      budget: { trials: 3 },
    });
    expect(textOf(chart, 'space')).toBe('space\nwidth: 2 … 8, whole\nhalf = width / 2');
    expect(textOf(chart, 'step1')).toBe('svc\nC = width\ngamma = half / 10');
  });

  it('says when a domain is there', async () => {
    const rate = { tune: 'float', low: 0, high: 1, when: { depth: [2, 3] } };
    const chart = await chartOf({ space: { depth: { choose: [1, 2, 3] }, rate }, budget: { trials: 3 } });
    expect(textOf(chart, 'space')).toBe('space\ndepth: 1 | 2 | 3\nrate: 0 … 1, while depth is 2 or 3');
  });

  const hostile: readonly string[] = [
    'end',
    'a]b)c}d"e\'f`g`',
    '<script>alert(1)</script>',
    '&lt; #35; #quot;',
    '%%{init: {"theme": "dark"}}%%',
    'style x:a#b;c; classDef d:e#f;',
    '1. one',
    '- two',
    '`*bold* _it_ ~~no~~`',
    '$$x^2$$ \\n | --> x',
  ];
  it.each(hostile)('shows %j as it is', async (value) => {
    const chart = await chartOf({ space: { x: { choose: [value, 'other'] } } });
    expect(textOf(chart, 'space')).toBe(`space\nx: ${value} | other`);
    // Search, space, trial, objective, scores, result.
    expect(chart.nodes).toHaveLength(6);
  });

  it('makes one line of line breaks and control characters, and cuts long ones', async () => {
    const chart = await chartOf({ space: { x: { choose: ['a\n\u0007\u202eb', 'c'.repeat(200)] } } });
    expect(textOf(chart, 'space')).toBe(`space\nx: a b | ${'c'.repeat(70)}…`);
  });
});
