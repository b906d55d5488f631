// What the text of one field means to the data set "csv".
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commaNumberOf, numberOf, wordsOf } from '../../../plugins/learning/src/data-sets/csv/words.js';

describe('a number', () => {
  it('is what JavaScript takes it for, to the last bit', () => {
    const decimal = fc
      .tuple(fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,20}$/), fc.option(fc.stringMatching(/^\d{1,20}$/)))
      .map(([sign, whole, part]) => `${sign}${whole}${part === null ? '' : `.${part}`}`);
    const short = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toPrecision(9));
    const full = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
    fc.assert(
      fc.property(fc.oneof(decimal, short, full), (text) => {
        expect(numberOf(text)).toBe(Number(text));
        expect(numberOf(` ${text}\r`)).toBe(Number(text));
        expect(commaNumberOf(text.replace('.', ','))).toBe(Number(text));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it.each(['9007199254740993', '0.9007199254740993', '-0', '+.5', '5.', '00.10', '1E5', '123456789012345678'])(
    'can be %s',
    (text) => expect(numberOf(text)).toBe(Number(text)),
  );

  it.each(['', ' ', '\u00a0', '.', '-', '+', '+-1', '1..2', '1.2.3', '0x10', '0b1', '0o7', 'Infinity', '-Infinity'])(
    'is not %j',
    (text) => expect(numberOf(text)).toBeNaN(),
  );

  it.each(['NaN', '1e999', '-1e999', '1_000', '1,000', '12n', 'e5', '١', '1 2', '#5', 'true', '1e', '1e5.5'])(
    'is not %s',
    (text) => expect(numberOf(text)).toBeNaN(),
  );

  it('with a decimal comma has no point', () => expect(commaNumberOf('1.5')).toBeNaN());
});

describe('a gap', () => {
  it('is an empty field and what is said to be missing', () => {
    const { isMissing, missingNumbers } = wordsOf(['NA', ' - '], '.');
    expect(['', '  ', 'NA', ' NA', '-'].map(isMissing)).toEqual([true, true, true, true, true]);
    expect(['na', '0', 'x'].map(isMissing)).toEqual([false, false, false]);
    expect(missingNumbers).toBe(false);
    expect(wordsOf(['-999'], '.').missingNumbers).toBe(true);
  });
});
