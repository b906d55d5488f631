import {
  componentOf,
  isProblem,
  Metric,
  Objective,
  Problem,
  readDefinition,
  Searcher,
  TrialFailure,
  type ObjectiveContext,
  type ObjectivePlugin,
  type Plugins,
  type Score,
  PLUGINS,
  type StudyEvent,
} from '@tunewright/core';
import { createStudy, type Study } from 'tunewright';
import Type, { type Static } from 'typebox';
import { describe, expect, it } from 'vitest';
import { concealed } from '../../../core/src/definition/environment.js';
import { complaintsOf } from './folders.js';
import { testRegistry } from './plugins.js';

const closed = { additionalProperties: false };
const Params = Type.Object(
  {
    token: Type.String({ minLength: 8, default: 'none of them' }),
    mode: Type.Enum(['fast', 'safe'], { default: 'fast' }),
    port: Type.Number({ default: 80 }),
    either: Type.Union([Type.Number(), Type.String()], { default: 1 }),
    headers: Type.Record(Type.String(), Type.String(), { default: {} }),
    tags: Type.Array(Type.String(), { default: [] }),
    proxy: Type.Object({ user: Type.Optional(Type.String()) }, { ...closed, default: {} }),
    process: Type.Object({ env: Type.Optional(Type.String()) }, { ...closed, default: {} }),
    weight: Type.Number({ default: 1 }),
    inner: Type.Optional(componentOf('objective')),
    fails: Type.Enum(['never', 'making', 'plainly', 'with-failure', 'later'], { default: 'never' }),
  },
  closed,
);
type RemoteParams = Static<typeof Params>;
let made: RemoteParams[] = [];

@Objective({ name: 'remote', summary: 'Far away.', params: Params, uses: [PLUGINS] })
class Remote implements ObjectivePlugin {
  constructor(
    private readonly params: RemoteParams,
    plugins: Plugins,
  ) {
    made.push(params);
    if (params.inner) plugins.make('objective', params.inner);
    if (params.fails === 'making') throw Problem.of('refused', `Nobody takes ${params.token} there.`, '/objective');
  }

  evaluate(_: unknown, context: ObjectiveContext): Score | Promise<Score> {
    const { token, fails } = this.params;
    context.notice('said', `Asked with ${token}.`);
    if (fails === 'plainly') throw new Error(`401 for ${token}, sent as ${encodeURIComponent(token)}`);
    if (fails === 'with-failure') throw new TrialFailure('invalid', `401 for ${token}`);
    if (fails === 'later') return Promise.reject(new Error(`401 for ${token}`));
    return 1;
  }
}

@Metric({
  name: 'hushed',
  summary: 'Measures.',
  params: Type.Object({ key: Type.String() }, closed),
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
class Hushed {
  score(): number {
    return 1;
  }
}

const registry = testRegistry().register([Remote, Hushed], 'this test');
const definitionOf = (params: object): object => ({
  objective: { use: 'remote', ...params },
  space: { x: { tune: 'float', low: 0, high: 1 } },
  budget: { trials: 2 },
});
const VALUES = { TOKEN: 'grüße & küsse', USER: 'someone', MODE: 'safe' };
const studyOf = (params: object, environment: Record<string, string> = VALUES): Promise<Study> => {
  made = [];
  return createStudy(definitionOf(params), { plugins: [Remote], environment });
};

async function eventsOf(params: object): Promise<readonly StudyEvent[]> {
  const study = await studyOf(params);
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return events;
}
async function complaints(run: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await run();
  } catch (error) {
    if (!isProblem(error)) throw error;
    return error.complaints.map(({ pointer, text }) => `${pointer ?? ''}: ${text}`);
  }
  return [];
}

describe('{ "env": … }', () => {
  const taken: readonly [params: object, gives: object][] = [
    [{ token: { env: 'TOKEN' } }, { token: VALUES.TOKEN }],
    [{ mode: { env: 'MODE' } }, { mode: 'safe' }],
    [{ either: { env: 'USER' } }, { either: 'someone' }],
    [{ headers: { a: { env: 'TOKEN' }, b: 'x' } }, { headers: { a: VALUES.TOKEN, b: 'x' } }],
    [{ tags: ['a', { env: 'USER' }] }, { tags: ['a', 'someone'] }],
    [{ proxy: { user: { env: 'USER' } } }, { proxy: { user: 'someone' } }],
    [{ process: { env: 'production' } }, { process: { env: 'production' } }],
    [{ process: { env: { env: 'USER' } } }, { process: { env: 'someone' } }],
    [{ headers: { env: 'x' } }, { headers: { env: 'x' } }],
  ];
  it.each(taken)('%j becomes %j in the plugin alone', async (params, gives) => {
    const events = await eventsOf(params);
    expect(made[0]).toMatchObject(gives);
    expect(events[0]).toMatchObject({ definition: { objective: params } });
    expect(JSON.stringify(events)).not.toContain(VALUES.TOKEN);
    expect(events.at(-1)).toMatchObject({ counts: { finished: 2 } });
  });

  it('reaches components inside components, and those beside something that is tuned', async () => {
    await eventsOf({
      inner: { use: 'remote', token: { env: 'TOKEN' } },
      weight: { tune: 'float', low: 0, high: 1 },
      tags: [{ env: 'MODE' }],
    });
    expect(made.some(({ token }) => token === VALUES.TOKEN)).toBe(true);
    expect(made.every(({ inner, tags }) => inner === undefined || tags[0] === 'safe')).toBe(true);
  });

  it('is the same study whatever the value', () => {
    const one = readDefinition(definitionOf({ token: { env: 'TOKEN' } }), registry);
    expect(one.definition).toMatchObject({ objective: { token: { env: 'TOKEN' } } });
    expect(readDefinition(one.definition, registry).identity).toBe(one.identity);
    expect(readDefinition(definitionOf({ token: { env: 'OTHER' } }), registry).identity).not.toBe(one.identity);
    expect(one.environment).toMatchObject([{ variable: 'TOKEN', pointer: '/objective/token' }]);
  });

  it('may stand in components where nothing can be tuned', () => {
    const { environment, metrics } = readDefinition(
      { data: { use: 'iris' }, steps: [{ use: 'svc' }], metrics: [{ use: 'hushed', key: { env: 'KEY' } }] },
      registry,
    );
    expect(environment).toMatchObject([{ variable: 'KEY', pointer: '/metrics/0/key' }]);
    expect(metrics[0]?.component).toEqual({ use: 'hushed', key: { env: 'KEY' } });
  });
});

describe('the definition', () => {
  const refused: readonly [params: object, says: RegExp][] = [
    [{ token: { env: 3 } }, /\/objective\/token\/env: "env" names an environment variable by letters.*found 3/],
    [{ token: { env: 'A-B' } }, /found "A-B"/],
    [{ token: { env: '1A' } }, /found "1A"/],
    [{ token: { env: '' } }, /found ""/],
    [{ token: { env: 'A', or: 'b' } }, /\/objective\/token: \{ "env": … \} stands for a whole value.*Remove "or"/],
    [
      { port: { env: 'PORT' } },
      /\/objective\/port: The environment variable PORT would be a text here, but "port" must be a number/,
    ],
    [{ proxy: { env: 'PROXY' } }, /variable PROXY would be a text here, but "proxy" must be an object/],
    [{ mode: { choose: ['fast', { env: 'MODE' }] } }, /\/objective\/mode\/choose\/1: An alternative is a value/],
    [{ tokn: { env: 'TOKEN' } }, /"remote" has no key "tokn"\. Did you mean "token"/],
    [{ inner: { env: 'INNER' } }, /variable INNER would be a text here, but "inner" must be a component/],
  ];
  it.each(refused)('%j is refused', (params, says) => {
    const told = complaintsOf(() => readDefinition(definitionOf(params), registry));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(says);
  });

  it('takes none in its outer form', () => {
    const told = complaintsOf(() => readDefinition({ ...definitionOf({}), seed: { env: 'SEED' } }, registry));
    expect(told).toEqual([expect.stringMatching(/\/seed: "seed" must be an integer.*found \{"env":"SEED"\}/)]);
  });
});

describe('before anything runs', () => {
  it('all that is missing or does not fit is told, and no value', async () => {
    const study = await studyOf(
      { token: { env: 'SHORT' }, tags: [{ env: 'GONE' }], mode: { env: 'MODE' }, headers: { a: { env: '__proto__' } } },
      { SHORT: 'abcd', MODE: 'quick' },
    );
    expect(await complaints(() => study.run())).toEqual([
      '/objective/token: The value of the environment variable SHORT does not fit: "token" must be a text of at least 8 characters. Set another one.',
      expect.stringMatching(/^\/objective\/tags\/0: The environment variable GONE is not set; /),
      '/objective/mode: The value of the environment variable MODE does not fit: "mode" must be "fast" or "safe". Set another one.',
      expect.stringMatching(/^\/objective\/headers\/a: The environment variable __proto__ is not set; /),
    ]);
    expect(made).toEqual([]);
  });

  it('nothing is needed to read a definition', () => {
    expect(readDefinition(definitionOf({ token: { env: 'GONE' } }), registry).kind).toBe('black-box');
  });
});

describe('what is told of a failure', () => {
  it.each(['plainly', 'with-failure', 'later'])('does not tell the value: %s', async (fails) => {
    const events = await eventsOf({ token: { env: 'TOKEN' }, fails });
    const text = JSON.stringify(events);
    expect(text).toContain('401 for $TOKEN');
    expect(text).toContain('Asked with $TOKEN.');
    expect(text).not.toContain(VALUES.TOKEN);
    expect(text).not.toContain(encodeURIComponent(VALUES.TOKEN));
  });

  it('has the same fingerprint whatever the value', async () => {
    const prints = await Promise.all(
      ['one secret', 'and another'].map(async (TOKEN) => {
        const study = await studyOf({ token: { env: 'TOKEN' }, fails: 'plainly' }, { TOKEN });
        const { history } = await study.run();
        return [...history.trials()].map(({ failure }) => failure?.fingerprint);
      }),
    );
    expect(new Set(prints.flat()).size).toBe(1);
  });

  it('does not tell it in causes', () => {
    const error = new Error('outer', { cause: new Error('of s3cret', { cause: 's3cret' }) });
    const { cause } = concealed(error, (text) => text.replaceAll('s3cret', '$TOKEN')) as Error;
    expect(cause).toMatchObject({ message: 'of $TOKEN', cause: '$TOKEN' });
    expect((cause as Error).stack).not.toContain('s3cret');
  });

  it('does not tell it where a searcher fails', async () => {
    @Searcher({ name: 'asking', summary: 'Asks elsewhere.', params: Type.Object({ key: Type.String() }, closed) })
    class Asking {
      constructor(private readonly params: { readonly key: string }) {}
      readonly ask = (): never => {
        throw new Error(`401 for ${this.params.key}`);
      };
      readonly tell = (): void => undefined;
      readonly save = (): null => null;
      readonly load = (): void => undefined;
    }
    const study = await createStudy(
      { ...definitionOf({}), search: { use: 'asking', key: { env: 'TOKEN' } } },
      { plugins: [Remote, Asking], environment: VALUES },
    );
    await expect(study.run()).rejects.toThrow('401 for $TOKEN');
  });

  it('does not tell it where the plugin cannot be made', async () => {
    const study = await studyOf({ token: { env: 'TOKEN' }, fails: 'making' });
    expect(await complaints(() => study.run())).toEqual(['/objective: Nobody takes $TOKEN there.']);
  });
});
