// Definitions made to do harm: each is answered within seconds, with few complaints, and nothing of it runs.
import { isProblem, parseDefinition, readDefinition } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { batteries } from '../../pipelines/src/batteries.js';

const registry = batteries();

const many = (count: number, entry: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => entry(i)).join(',');
const learning = (more: string): string => `{"data":{"use":"iris"},"steps":[{"use":"svc"}],${more}}`;
const tuned = (space: string, more = '"budget":{"trials":1}'): string => `{"space":{${space}},${more}}`;
const float = '{"tune":"float","low":0,"high":1}';

/** Code of the first complaint and the number of them, or `read`. */
function answerTo(text: string): string {
  try {
    readDefinition(parseDefinition(text, 'hostile.json'), registry);
    return 'read';
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(error.message.length).toBeLessThan(2_000_000);
    return `${error.complaints[0]?.code ?? 'nothing'} ${error.complaints.length}`;
  }
}

describe('a hostile definition', () => {
  it.each<[string, () => string, string]>([
    ['a million open brackets', () => '['.repeat(1_000_000), 'tooDeep 1'],
    ['half a million open objects', () => '{"a":'.repeat(500_000), 'tooDeep 1'],
    ['ten megabytes of nothing', () => ' '.repeat(10_000_000), 'tooLong 1'],
    ['a name of a megabyte', () => learning(`"name":"${'a'.repeat(1_000_000)}!"`), 'valueNotAllowed 1'],
    ['a seed of a million digits', () => learning(`"seed":${'9'.repeat(1_000_000)}`), 'notPlain 1'],
    ['a number beyond all', () => learning('"seed":1e999999999'), 'notPlain 1'],
    [
      'a duration of 100,000 digits',
      () => learning(`"budget":{"time":"${'9'.repeat(100_000)}m"}`),
      'valueNotAllowed 1',
    ],
    ['keys of the prototype', () => `{${many(20_000, () => '"__proto__":1')}}`, 'noSubject 2'],
    ['the same key over and over', () => `{${many(20_000, () => '"name":"x"')}}`, 'noSubject 2'],
    ['unknown keys', () => `{${many(20_000, (i) => `"k${i}":1`)}}`, 'unknownKey 1001'],
    [
      'unknown parameters',
      () => `{"data":{"use":"iris"},"steps":[{"use":"svc",${many(20_000, (i) => `"k${i}":1`)}}]}`,
      'unknownKey 1001',
    ],
    [
      'wrong alternatives',
      () => `{"data":{"use":"iris"},"steps":[{"use":"svc","C":{"choose":[${many(20_000, (i) => `-${i + 1}`)}]}}]}`,
      'valueNotAllowed 1001',
    ],
    [
      'right alternatives',
      () => `{"data":{"use":"iris"},"steps":[{"use":"svc","C":{"choose":[${many(20_000, (i) => `${i + 1}`)}]}}]}`,
      'read',
    ],
    [
      'steps without end',
      () => `{"data":{"use":"iris"},"steps":[${many(20_000, () => '{"use":"standard-scaler"}')},{"use":"svc"}]}`,
      'duplicateId 1001',
    ],
    [
      'steps of no plugin',
      () => `{"data":{"use":"iris"},"steps":[${many(20_000, () => '{"use":"stndard-scaler"}')},{"use":"svc"}]}`,
      'unknownPlugin 1001',
    ],
    [
      'metrics of no plugin',
      () => learning(`"metrics":[${many(20_000, () => '{"use":"acuracy"}')}]`),
      'unknownPlugin 1001',
    ],
    [
      'starts outside the space',
      () => tuned(`"x":${float}`, `"budget":{"trials":1},"start":[${many(20_000, (i) => `{"x":${i + 2}}`)}]`),
      'not-a-member 1001',
    ],
    ['20,000 parameters', () => tuned(many(20_000, (i) => `"x${i}":${float}`)), 'read'],
    [
      '5,000 constraints',
      () => tuned(`"x":${float}`, `"budget":{"trials":1},"constraints":[${many(5000, (i) => `"x < ${i + 1}"`)}]`),
      'read',
    ],
    ['5,000 formulas', () => tuned(`"x":${float},${many(5000, (i) => `"f${i}":{"expr":"x + ${i}"}`)}`), 'read'],
    [
      'formulas that double',
      () =>
        tuned(
          `"f":${float},${many(200, (i) => `"f${i}":{"expr":"f${i === 0 ? '' : i - 1} + f${i === 0 ? '' : i - 1}"}`)}`,
        ),
      'read',
    ],
    [
      'an expression of brackets',
      () => tuned(`"x":${float}`, `"constraints":["${'('.repeat(100_000)}x"]`),
      'noExpression 1',
    ],
    [
      'an expression that calls',
      () => tuned(`"x":${float}`, '"constraints":["x.constructor.constructor(1) < 2"]'),
      'noExpression 1',
    ],
    ['a text to trip patterns', () => tuned(`"${'a-'.repeat(50_000)}!":${float}`), 'badParameterName 1'],
    ['a billion points', () => tuned('"x":{"tune":"float","low":0,"high":1,"points":1000000000}'), 'valueNotAllowed 1'],
    [
      'steps of next to nothing',
      () => tuned('"x":{"tune":"float","low":0,"high":1,"step":1e-300}', '"search":{"use":"grid"}'),
      'read',
    ],
    [
      'a grid beyond counting',
      () =>
        tuned(
          many(30, (i) => `"x${i}":{"tune":"int","low":0,"high":1000000}`),
          '"search":{"use":"grid"}',
        ),
      'read',
    ],
    [
      'a grid beyond counting that constraints nearly empty',
      () =>
        tuned(
          many(9, (i) => `"x${i}":{"tune":"int","low":0,"high":1000000}`),
          '"search":{"use":"grid"},"constraints":["x0 < x1 && x2 != x3"]',
        ),
      'read',
    ],
  ])('%s', { timeout: 60_000 }, (_, text, answer) => {
    expect(answerTo(text())).toBe(answer);
  });
});
