import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { TrialFailure } from '@tunewright/core';
import { failureOf } from '../../../core/src/problem/trial-failure.js';

describe('failureOf', () => {
  const odd = (members: object): Error => Object.assign(new Error('odd'), members);
  const cases: readonly { what: string; thrown: unknown; cause: string; message: string | RegExp }[] = [
    { what: 'an error', thrown: new Error('no file'), cause: 'exception', message: 'no file' },
    { what: 'an error without a message', thrown: new RangeError(), cause: 'exception', message: 'RangeError' },
    { what: 'a known failure', thrown: new TrialFailure('diverged', 'too far'), cause: 'diverged', message: 'too far' },
    {
      what: 'a known failure that mentions memory',
      thrown: new TrialFailure('invalid', 'out of memory'),
      cause: 'invalid',
      message: 'out of memory',
    },
    {
      what: 'a lack of memory',
      thrown: new RangeError('Array buffer allocation failed'),
      cause: 'out-of-memory',
      message: /allocation/,
    },
    { what: 'a text', thrown: 'just text', cause: 'exception', message: 'just text' },
    { what: 'nothing', thrown: undefined, cause: 'exception', message: 'undefined' },
    { what: 'a symbol', thrown: Symbol('s'), cause: 'exception', message: 'Symbol(s)' },
    { what: 'an object', thrown: { code: 5 }, cause: 'exception', message: '{ code: 5 }' },
    { what: 'an object without prototype', thrown: Object.create(null), cause: 'exception', message: /null prototype/ },
    {
      what: 'an error of another realm',
      thrown: runInNewContext('new TypeError("elsewhere")'),
      cause: 'exception',
      message: 'elsewhere',
    },
    { what: 'an error whose message is no text', thrown: odd({ message: 5 }), cause: 'exception', message: '5' },
    { what: 'an error whose stack is no text', thrown: odd({ stack: 5 }), cause: 'exception', message: 'odd' },
  ];
  it.each(cases)('knows $what', ({ thrown, cause, message }) => {
    const failure = failureOf(thrown);
    expect(failure.cause).toBe(cause);
    expect(failure.message).toMatch(message);
    expect(failure.fingerprint).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('the fingerprint of a failure', () => {
  const at = (message: string, frame: string, name = 'Error'): string =>
    failureOf(Object.assign(new Error(message), { name, stack: `${name}: ${message}\n    at ${frame}` })).fingerprint;
  const known = at('loss is 3.5 in /tmp/a/b.csv', 'train (/home/me/train.ts:10:3)');
  const cases = [
    ['another number', at('loss is -1e-7 in /tmp/a/b.csv', 'train (/home/me/train.ts:10:3)'), true],
    ['another path in the message', at('loss is 3.5 in /var/c.csv', 'train (/home/me/train.ts:10:3)'), true],
    ['another line', at('loss is 3.5 in /tmp/a/b.csv', 'train (/home/me/train.ts:99:1)'), true],
    ['another folder', at('loss is 3.5 in /tmp/a/b.csv', 'train (C:\\code\\train.ts:10:3)'), true],
    ['another way of calling', at('loss is 3.5 in /tmp/a/b.csv', 'async file:///home/me/train.ts:10:3'), true],
    ['another file', at('loss is 3.5 in /tmp/a/b.csv', 'train (/home/me/other.ts:10:3)'), false],
    ['another message', at('score is 3.5 in /tmp/a/b.csv', 'train (/home/me/train.ts:10:3)'), false],
    ['another class', at('loss is 3.5 in /tmp/a/b.csv', 'train (/home/me/train.ts:10:3)', 'TypeError'), false],
  ] as const;
  it.each(cases)('by %s', (_, fingerprint, same) => {
    expect(fingerprint === known).toBe(same);
  });

  it('comes from the first frame outside of Node and installed packages', () => {
    const inside = '    at read (node:fs:1:1)\n    at parse (/p/node_modules/csv/index.js:1:1)\n';
    const stack = `Error: x\n${inside}    at train (/home/me/train.ts:10:3)`;
    expect(failureOf(Object.assign(new Error('x'), { stack })).fingerprint).toBe(at('x', 'train (/me/train.ts:1:1)'));
  });
});
