import { contract } from '@tunewright/core/testing';
import { Csv } from '@tunewright/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { cells, read, targets, type CsvParams } from './csv-files.js';

const iris = fileURLToPath(new URL('../../../plugins/learning/data/iris.csv', import.meta.url));

describe('data set csv keeps its contract', () => {
  for (const { name, check } of contract(Csv, { params: { path: iris, target: 'class' } })) it(name, check);
});

interface Reading {
  readonly when: string;
  readonly text: string;
  readonly params?: Partial<CsvParams>;
  readonly cells: (string | number | null)[][];
  readonly targets?: (string | number)[];
}

const numbers = [
  [1, 2],
  [3, 4],
];
const readings: readonly Reading[] = [
  { when: 'all is plain', text: 'a,b,y\n1,2,u\n3,4,v\n', cells: numbers, targets: ['u', 'v'] },
  { when: 'the last line does not end', text: 'a,b,y\n1,2,u\n3,4,v', cells: numbers },
  { when: 'lines end as on Windows', text: 'a,b,y\r\n1,2,u\r\n3,4,v\r\n', cells: numbers, targets: ['u', 'v'] },
  { when: 'lines end as on old Macintoshes', text: 'a,b,y\r1,2,u\r3,4,v\r', cells: numbers, targets: ['u', 'v'] },
  { when: 'line ends are mixed', text: 'a,b,y\r\n1,2,"u"\n3,4,"v"\r\n', cells: numbers, targets: ['u', 'v'] },
  { when: 'it begins with a byte order mark', text: '\uFEFFa,b,y\n1,2,u\n3,4,v\n', cells: numbers },
  { when: 'there are blank lines', text: '\na,b,y\n\n1,2,u\n \n3,4,v\n\n\n', cells: numbers, targets: ['u', 'v'] },
  { when: 'there are spaces around', text: 'a , b,y\n 1,2 , u\n3 ,\t4,v \n', cells: numbers, targets: ['u', 'v'] },
  { when: 'semicolons separate', text: 'a;b;y\n1;2;u\n3;4;v\n', cells: numbers },
  { when: 'tabs separate', text: 'a\tb\ty\n1\t2\tu\n3\t4\tv\n', cells: numbers },
  { when: 'bars separate', text: 'a|b|y\n1|2|u\n3|4|v\n', cells: numbers },
  { when: 'a separator is given', text: 'a~b~y\n1~2~u,1\n3~4~v,2\n', params: { separator: '~' }, cells: numbers },
  {
    when: 'commas stand before decimals',
    text: 'a;b;y\n1,5;-2;u\n,25;4e1;v\n',
    params: { decimal: ',' },
    cells: [
      [1.5, -2],
      [0.25, 40],
    ],
  },
  {
    when: 'fields stand in quotes',
    text: 'a,"b ""c""",y\n"x, y",1,u\n"say ""hi""",2,v\n"two\nlines",3,v\n',
    cells: [
      ['x, y', 1],
      ['say "hi"', 2],
      ['two\nlines', 3],
    ],
    targets: ['u', 'v', 'v'],
  },
  {
    when: 'another quote is given',
    text: "a,y\n'1,5',u\n'it''s',v\n",
    params: { quote: "'" },
    cells: [['1,5'], ["it's"]],
  },
  { when: 'a quote stands within a field', text: 'a,y\n5" pipe,u\n6" pipe,v\n', cells: [['5" pipe'], ['6" pipe']] },
  { when: 'there is no header', text: '1,2,u\n3,4,v\n', params: { header: false, target: 'c3' }, cells: numbers },
  { when: 'numbers have many forms', text: 'a,y\n+1.,u\n-.5,v\n1e3,u\n2E-2,v\n', cells: [[1], [-0.5], [1000], [0.02]] },
  {
    when: 'texts look like numbers to JavaScript only',
    text: 'a,b,c,y\n0x10,Infinity,1e999,u\n0b1,-Infinity,1_000,v\n',
    cells: [
      ['0x10', 'Infinity', '1e999'],
      ['0b1', '-Infinity', '1_000'],
    ],
  },
  {
    when: 'values are missing',
    text: 'a,b,y\n,NA,u\n1,x,v\n?,null,u\nnan,"",v\n',
    cells: [
      [null, null],
      [1, 'x'],
      [null, null],
      [null, null],
    ],
  },
  {
    when: 'other texts mean missing',
    text: 'a,b,y\n-999,NA,u\n1, - ,v\n',
    params: { missing: ['-', '-999'] },
    cells: [
      [null, 'NA'],
      [1, null],
    ],
  },
  { when: 'a text follows numbers', text: 'a,y\n1,u\n1.0,v\n,u\nx,v\n', cells: [['1'], ['1.0'], [null], ['x']] },
  {
    when: 'a column is declared categorical',
    text: 'a,y\n1,u\n01,v\n',
    params: { columns: { a: 'categorical' } },
    cells: [['1'], ['01']],
  },
  {
    when: 'a column is ignored',
    text: 'a,b,y\n1,q,u\n2,r,v\n',
    params: { columns: { b: 'ignore' } },
    cells: [[1], [2]],
  },
  {
    when: 'a column has no name but a type',
    text: ',b,y\n1,2,u\n3,4,v\n',
    params: { columns: { c1: 'numeric' } },
    cells: numbers,
  },
  {
    when: 'it is written by Windows in Western Europe',
    text: 'a,y\ncaf\u00e9,u\n\u0080,v\n',
    params: { encoding: 'latin1' },
    cells: [['café'], ['€']],
  },
];

describe('data set csv reads a file', () => {
  it.each(readings)('when $when', async ({ text, params = {}, cells: expected, targets: classes }) => {
    const data = await read(params.encoding === 'latin1' ? Buffer.from(text, 'latin1') : text, params);
    expect(cells(data)).toEqual(expected);
    if (classes) expect(targets(data)).toEqual(classes);
  });

  it('sorts categories and classes by code units, and keeps the order of the columns', async () => {
    const { features, target } = await read('z,y,a\nb,no,1\nB,yes,2\nä,no,3\n10,yes,4\n9,Yes,5\n');
    expect(features.columns).toEqual([
      { name: 'z', type: 'categorical', categories: ['10', '9', 'B', 'b', 'ä'] },
      { name: 'a', type: 'numeric' },
    ]);
    expect(target.classes).toEqual(['Yes', 'no', 'yes']);
    expect([...target.values]).toEqual([1, 2, 1, 2, 0]);
  });

  it('keeps numbers, target, time, groups and weights in memory that threads can share', async () => {
    const data = await read('a,t,g,w,y\n1,1,p,1,u\n2,2,q,1,v\n', { time: 't', groups: 'g', weights: 'w' });
    const { features, target, time, groups, weights } = data;
    expect(features.columns.map(({ name }) => name)).toEqual(['a']);
    for (const part of [features, target]) expect(part.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    for (const part of [time, groups, weights]) expect(part!.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('reads times, groups and weights', async () => {
    const text = 'a,t,g,w,y\n1,2024-02-29,q,0.5,u\n2,2024-02-29T12:00,p,0,v\n3,2024-03-01 00:00:30.5+01:00,q,2,v\n';
    const { time, groups, weights } = await read(text, { time: 't', groups: 'g', weights: 'w' });
    const day = Date.UTC(2024, 1, 29);
    expect([...time!]).toEqual([day, day + 12 * 3_600_000, day + 23 * 3_600_000 + 30_500]);
    expect([...groups!]).toEqual([1, 0, 1]);
    expect([...weights!]).toEqual([0.5, 0, 2]);
    expect([...(await read('a,t,y\n1,3,u\n2,-1.5,v\n', { time: 't' })).time!]).toEqual([3, -1.5]);
  });

  it('reads a column again when a text appears far behind numbers', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i % 7},${i % 5}.0,${i % 2}`);
    rows[59_000] = 'x,1,0';
    const data = await read(`a,b,y\n${rows.join('\n')}\n`, { columns: { b: 'categorical' } });
    expect(data.features.columns[0]!.categories).toEqual(['0', '1', '2', '3', '4', '5', '6', 'x']);
    const found = cells(data);
    expect([found[0], found[58_999], found[59_000]]).toEqual([
      ['0', '0.0'],
      ['3', '4.0'],
      ['x', '1'],
    ]);
  });

  it('reads characters of several bytes across the borders of its pieces', async () => {
    const texts = ['é', 'é€', 'é€😀'];
    const rows = Array.from({ length: 40_000 }, (_, i) => `${texts[i % 3]},${i % 2}`);
    const data = await read(`a,y\n${rows.join('\n')}\n`);
    expect(data.features.columns[0]!.categories).toEqual(texts);
  });
});

describe('the task of a data set csv', () => {
  const of = async (values: readonly (string | number)[], params: Partial<CsvParams> = {}) =>
    (await read(`a,y\n${values.map((value, i) => `${i},${value}`).join('\n')}\n`, params)).target;
  const repeated = (values: readonly number[], times: number) => Array.from({ length: times }, () => values).flat();

  it.each([
    { when: 'texts', values: ['a', 'b', 'a'], task: 'classification', classes: ['a', 'b'] },
    { when: 'two whole numbers', values: [0, 1, 1], task: 'classification', classes: ['0', '1'] },
    { when: 'two fractions', values: [0.5, 1, 1], task: 'regression', classes: [] },
    {
      when: 'few whole numbers, often',
      values: repeated([2, 10, 1], 5),
      task: 'classification',
      classes: ['1', '10', '2'],
    },
    { when: 'few whole numbers, seldom', values: repeated([2, 10, 1], 4), task: 'regression', classes: [] },
    { when: 'many whole numbers', values: repeated([...Array(21).keys()], 9), task: 'regression', classes: [] },
    { when: 'numbers and a text', values: [1, 2, 'x'], task: 'classification', classes: ['1', '2', 'x'] },
    {
      when: 'classes are asked for',
      values: [3.5, 1, 1],
      params: { task: 'classification' },
      task: 'classification',
      classes: ['1', '3.5'],
    },
    {
      when: 'numbers are asked for',
      values: [0, 1, 1],
      params: { task: 'regression' },
      task: 'regression',
      classes: [],
    },
    {
      when: 'it is declared',
      values: [0, 1, '1.0'],
      params: { columns: { y: 'categorical' } },
      task: 'classification',
      classes: ['0', '1', '1.0'],
    },
  ] as const)('when the target is $when', async ({ values, task, classes, ...rest }) => {
    const target = await of(values, 'params' in rest ? rest.params : {});
    expect([target.task, target.classes]).toEqual([task, classes]);
    expect([...target.values].map((value) => target.classes[value] ?? String(value))).toEqual(values.map(String));
  });
});

describe('any table that is written as CSV', () => {
  const SEPARATORS = [',', ';', '\t', '|'] as const;
  const NEWLINES = ['\n', '\r\n'] as const;
  const text = fc
    .string({
      unit: fc.constantFrom('a', 'B', 'é', '😀', ' ', '"', "'", ',', ';', '|', '\t', '\n', '\r\n', '1', '.'),
      maxLength: 8,
    })
    .map((value) => `x${value}x`);
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const column = fc.oneof(
    fc.array(fc.option(text, { freq: 5 }), { minLength: 12, maxLength: 12 }),
    fc.array(fc.option(number, { freq: 5 }), { minLength: 12, maxLength: 12 }),
  );

  it('is read as it was', async () => {
    const table = fc.record({
      columns: fc.array(column, { minLength: 1, maxLength: 5 }),
      names: fc.uniqueArray(text, { minLength: 5, maxLength: 5 }),
      separator: fc.constantFrom(...SEPARATORS),
      newline: fc.constantFrom(...NEWLINES),
      mark: fc.boolean(),
      end: fc.boolean(),
      eager: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(table, async ({ columns, names, separator, newline, mark, end, eager }) => {
        fc.pre(columns.every((values) => values.some((value) => value !== null)));
        const quoted = (value: string): string =>
          eager || /["\r\n]/.test(value) || value.includes(separator) ? `"${value.replaceAll('"', '""')}"` : value;
        const field = (value: string | number | null): string => (value === null ? '' : quoted(String(value)));
        const rows = Array.from({ length: 12 }, (_, i) => [...columns.map((values) => values[i]!), i % 2]);
        const lines = [[...names.slice(0, columns.length), 'y'], ...rows].map((row) => row.map(field).join(separator));
        const data = await read(`${mark ? '\uFEFF' : ''}${lines.join(newline)}${end ? newline : ''}`, { separator });
        expect(data.features.columns.map(({ name }) => name)).toEqual(names.slice(0, columns.length));
        expect(cells(data)).toEqual(
          rows.map((row) => row.slice(0, -1).map((value) => (typeof value === 'number' ? value + 0 : value))),
        );
        expect(targets(data)).toEqual(rows.map((row) => String(row.at(-1))));
      }),
      { seed: 1, numRuns: 150 },
    );
  });
});

describe('data set csv, with a file of 20 MB', () => {
  it('reads it in less than 2 seconds of processor time, a piece at a time', async () => {
    const line = Array.from({ length: 20 }, (_, j) => (j * 1.2345 - 3).toFixed(4)).join(',');
    const rows = Math.round(20e6 / (line.length + 3));
    const text = `${Array.from({ length: 20 }, (_, j) => `x${j}`).join(',')},y\n${`${line},0\n${line},1\n`.repeat(rows / 2)}`;
    const before = process.cpuUsage();
    const { features } = await read(text);
    const { user } = process.cpuUsage(before);
    expect(features.length).toBe(2 * Math.floor(rows / 2));
    expect(user / 1e6).toBeLessThan(2);
  });
});
