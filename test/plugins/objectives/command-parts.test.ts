// The parts of `command` that read streams, piece by piece.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, readNumber } from '../../../plugins/objectives/src/command/json.js';
import { argumentsOf, quoted, readCommandLine } from '../../../plugins/objectives/src/command/line.js';
import { Lines, LONGEST_LINE } from '../../../plugins/objectives/src/command/lines.js';
import { Tail } from '../../../plugins/objectives/src/command/tail.js';
import { execFileSync } from 'node:child_process';

function linesOf(chunks: readonly Buffer[]): { lines: string[]; tooLong: number } {
  const lines: string[] = [];
  const reader = new Lines((line) => lines.push(line));
  for (const chunk of chunks) reader.add(chunk);
  reader.end();
  return { lines, tooLong: reader.tooLong };
}

/** The bytes cut at these places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return sorted.slice(1).map((end, i) => bytes.subarray(sorted[i], end));
}

describe('lines', () => {
  it.each([
    { text: '1\n{"a": 2}\nword\n\n3', lines: ['1', '{"a": 2}', '3'] },
    { text: 'nan\nnoise that begins like a number word\nInfinity\r\n', lines: ['nan', 'Infinity\r'] },
    { text: '', lines: [] },
    { text: '\n\n', lines: [] },
    { text: `${'1'.repeat(LONGEST_LINE)}\n${'1'.repeat(LONGEST_LINE + 1)}\n2`, lines: ['1'.repeat(LONGEST_LINE), '2'] },
  ])('of $text.length characters', ({ text, lines }) => {
    expect(linesOf([Buffer.from(text)]).lines).toEqual(lines);
  });

  it('are the same however the stream is cut', () => {
    const piece = fc.constantFrom('1', '{"é": 2}', '\n', '\n', ' ', 'x', 'nan', '7'.repeat(LONGEST_LINE));
    const pieces = fc.array(piece, { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(), { maxLength: 6 }), (words, places) => {
        const bytes = Buffer.from(words.join(''));
        expect(linesOf(cut(bytes, places))).toEqual(linesOf([bytes]));
      }),
      { seed: 1 },
    );
  });
});

describe('the end of a stream', () => {
  it('is the same however the stream is cut', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.array(fc.nat(), { maxLength: 6 }), (text, places) => {
        const bytes = Buffer.from(text);
        const tail = new Tail(20);
        for (const chunk of cut(bytes, places)) tail.add(chunk);
        const end = bytes.subarray(Math.max(0, bytes.length - 20)).toString('utf8');
        expect(tail.text()).toBe(bytes.length > 20 ? end.replace(/^\ufffd+/, '') : end);
      }),
      { seed: 2 },
    );
  });

  it.each([
    { text: 'a\r\nb\r\n', shown: 'a\nb' },
    { text: '10%\r50%\r90%\nend', shown: '90%\nend' },
    { text: '\u001b[31mred\u001b[0m\u0007', shown: 'red' },
    { text: '  \n', shown: '' },
  ])('is shown as a terminal would: $shown', ({ text, shown }) => {
    const tail = new Tail(100);
    tail.add(Buffer.from(text));
    expect(tail.readable()).toBe(shown);
  });
});

describe('numbers and JSON', () => {
  it.each(['', '-', '.', '1e', '1_000', '0x1', 'nano', '1,5', '١'])('"%s" is no number', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it('a number is read as JavaScript prints it', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(readNumber(String(value))).toBe(Object.is(value, -0) ? 0 : value);
      }),
      { seed: 3 },
    );
  });

  it('JSON is read as JavaScript reads it, and NaN beside', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 4 },
    );
    expect(readJson('{"a": [NaN, -Infinity, Infinity]}')).toEqual({ a: [Number.NaN, -Infinity, Infinity] });
  });
});

describe('values for a shell', () => {
  it('come out as they went in', () => {
    const values = fc.sample(fc.string({ unit: 'binary', maxLength: 20 }), { numRuns: 200, seed: 5 });
    const sound = values.map((value) => value.replaceAll(/[\0\ud800-\udfff]/g, ''));
    const line = readCommandLine(sound.map((_, i) => `{v${i}}`));
    const words = argumentsOf(line, (name) => quoted(sound[Number(name.slice(1))] as string));
    const script = `printf '%s\\0' ${words.join(' ')}`;
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(sound);
  });
});
