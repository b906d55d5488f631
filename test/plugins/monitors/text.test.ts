import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTime, count, duration, number, trialTime, valueText } from '../../../plugins/monitors/src/format.js';
import { cut, displayWidth, harmless, wrap, wrapAtMost } from '../../../plugins/monitors/src/text.js';

const texts = fc.string({ unit: 'binary' });
const widths = fc.integer({ min: 4, max: 60 });

describe('text', () => {
  it('leaves nothing that a terminal would obey', () => {
    const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;
    fc.assert(
      fc.property(texts, (text) => !obeyed.test(harmless(text))),
      { seed: 1 },
    );
    expect(harmless('\u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u001b[1;31mred\u001b[m\r\nnext')).toBe(
      'link red next',
    );
  });

  it('cuts to the width', () => {
    fc.assert(
      fc.property(texts.map(harmless), widths, (text, width) => displayWidth(cut(text, width, '…')) <= width),
      { seed: 1 },
    );
    expect(cut('abcdef', 6, '…')).toBe('abcdef');
    expect(cut('abcdefg', 6, '…')).toBe('abcde…');
    expect(cut('abcdefg', 6, '...')).toBe('abc...');
    expect(cut('漢字漢字', 6, '…')).toBe('漢字…');
    expect(cut('abc', 0, '…')).toBe('');
  });

  it('wraps to the width and keeps every character that is no blank', () => {
    const letters = (lines: readonly string[]): string => lines.join('').replace(/ /g, '');
    fc.assert(
      fc.property(texts.map(harmless), widths, (text, width) => {
        const lines = wrap(text, width, '  ');
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        expect(letters(lines)).toBe(letters([text]));
      }),
      { seed: 1 },
    );
    expect(wrap('one two three', 7, '  ')).toEqual(['one two', '  three']);
    expect(wrap('abcdefghij', 6, '  ')).toEqual(['abcdef', '  ghij']);
  });

  it('wraps to at most so many lines', () => {
    expect(wrapAtMost(2, 'one two three four', 7, '', '…')).toEqual(['one two', 'three…']);
    expect(wrapAtMost(2, 'one two three', 7, '', '…')).toEqual(['one two', 'three']);
  });

  it.each([
    ['e\u0301', 1],
    ['漢字', 4],
    ['Å', 1],
    ['█░', 2],
    ['🚀', 2],
  ])('counts the columns of %s', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('format', () => {
  it.each([
    [0.986666666, '0.98667'],
    [1.66810053, '1.6681'],
    [123456, '123456'],
    [123456.7, '123460'],
    [1e-9 / 3, '3.3333e-10'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('writes the number %d as %s', (value, text) => {
    expect(number(value)).toBe(text);
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('writes the count %d as %s', (value, text) => {
    expect(count(value)).toBe(text);
  });

  it.each([
    [0, '00:00', '0 ms'],
    [Number.NaN, '00:00', '0 ms'],
    [999.4, '00:00', '999 ms'],
    [3200, '00:03', '3.2 s'],
    [999.6, '00:00', '1.0 s'],
    [59_960, '00:59', '1:00 min'],
    [125_000, '02:05', '2:05 min'],
    [3_723_000, '1:02:03', '1:02:03 h'],
  ])('writes %d ms as %s and %s', (value, clock, time) => {
    expect([clockTime(value), duration(value)]).toEqual([clock, time]);
  });

  it('writes the time of a trial with as many digits as matter', () => {
    expect([0.04, 9.94, 9.96, 12_345.6].map(trialTime)).toEqual(['0.0', '9.9', '10', '12,346']);
  });

  it('writes values of any kind', () => {
    expect([1.23456789, 'a\u0007b', true, null, { use: 'rbf' }].map(valueText)).toEqual([
      '1.2346',
      'ab',
      'true',
      'null',
      '{"use":"rbf"}',
    ]);
  });
});
