import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpObjective } from '@tunewright/objectives';
import { systemClock, type Inputs, type ObjectiveContext, type Reported } from '@tunewright/core';
import { afterEach, describe, expect, it } from 'vitest';
import { pauseBefore } from '../../../plugins/objectives/src/http/retry.js';
import { json, serve, type Answer, type ScoreServer } from '../../support/score-server.js';
import { callOf, complaintOf, endsOf, eventsOf } from './calls.js';

const PARAMS = {
  url: 'http://127.0.0.1:1/score',
  method: 'POST',
  headers: {},
  score: '',
  timeout: '10s',
  retries: 3,
  pause: '1ms',
  maxBytes: 100_000,
} as const;
const inputsOf = (...names: string[]): Inputs => ({
  parameters: [],
  instances: undefined,
  metrics: names.map((name, i) => ({ name, goal: 'minimize', objective: i === 0 })),
});
type Given = Partial<ConstructorParameters<typeof HttpObjective>[0]>;

const make = (given: Given) => new HttpObjective({ ...PARAMS, ...given }, systemClock, inputsOf('loss'));
const servers: ScoreServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function serving(answer: Answer): Promise<ScoreServer> {
  const server = await serve(answer);
  servers.push(server);
  return server;
}

interface Asking extends Given {
  readonly context?: Partial<ObjectiveContext>;
}

/** The score, or how the trial fails: cause and message, the server called HOST. */
async function scoreOf({ url }: ScoreServer, { context, ...given }: Asking = {}): Promise<unknown> {
  try {
    return await make({ url, ...given }).evaluate({ x: 2 }, { ...callOf(3), ...context });
  } catch (error) {
    const { reason, message } = error as { readonly reason?: string; readonly message: string };
    return `${reason ?? 'bug'}: ${message.replaceAll(new URL(url).host, 'HOST')}`;
  }
}

const status =
  (code: number, text = '', headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end(text);
const plain =
  (text: string, type = 'application/json'): Answer =>
  (response) =>
    void response.setHeader('content-type', type).end(text);
/** One answer after another; the last stays. */
const inTurn =
  (...answers: readonly Answer[]): Answer =>
  (response, asked, count) =>
    answers[Math.min(count, answers.length - 1)]?.(response, asked, count);
const good: Answer = (response) => json(response, { score: 0.5 });

describe('http', () => {
  it('sends what defines the evaluation, with the headers', async () => {
    const server = await serving(good);
    const context = { instance: { prompt: 'Grüße' } };
    expect(await scoreOf(server, { method: 'PUT', headers: { 'X-Key': 'a b' }, context })).toBe(0.5);
    const [asked] = server.asked;
    expect(asked?.body).toEqual({ trial: 3, seed: 42, parameters: { x: 2 }, instance: { prompt: 'Grüße' } });
    expect(asked).toMatchObject({ method: 'PUT', path: '/score' });
    expect(asked?.headers).toMatchObject({ 'x-key': 'a b', 'content-type': 'application/json' });
  });

  it('leaves out the instance where there is none, and tells fidelities', async () => {
    const server = await serving(good);
    await scoreOf(server);
    await scoreOf(server, { context: { fidelity: { epochs: 3 } } });
    const [first, second] = server.asked.map(({ body }) => Object.keys(body));
    expect(first).toEqual(['trial', 'seed', 'parameters']);
    expect(second).toEqual(['trial', 'seed', 'parameters', 'fidelity']);
  });

  it.each([
    { answer: '0.25', gives: 0.25 },
    { answer: ' {"score": -1e-3}\n', gives: -0.001 },
    { answer: '\uFEFF{"score":1}', gives: 1 },
    { answer: '{"score":1,"model":"m.bin"}', gives: 1 },
    { answer: '{"score":1,"latency":20}', gives: 1 },
    { answer: '{"score":1,"cost":20}', gives: { loss: 1, cost: 20 } },
    { answer: '{"loss":0.9,"score":1,"note":"fine"}', gives: { loss: 0.9, score: 1 } },
    { answer: '{"result":{"accuracy":0.9}}', score: '/result/accuracy', gives: 0.9 },
    { answer: '{"a/b":{"~":[3,4]}}', score: '/a~1b/~0/1', gives: 4 },
    { answer: '{"result":{"loss":2,"cost":3}}', score: '/result', gives: { loss: 2, cost: 3 } },
  ])('reads $answer', async ({ answer, score = '', gives }) => {
    expect(await scoreOf(await serving(plain(answer)), { score })).toEqual(gives);
  });

  const NONE = 'gave no score. A number is needed there, or an object with "loss"; the answer is:';
  it.each([
    ['null', `${NONE} null`],
    ['[1]', `${NONE} [1]`],
    ['"0.5"', `${NONE} "0.5"`],
    ['{"score":null}', `${NONE} {"score":null}`],
    ['', 'gave no score: the answer is empty.'],
    ['{"score": 0.5', 'answered with what is not JSON (it is declared as application/json): {"score": 0.5'],
  ])('has no score in %s', async (answer, says) => {
    expect(await scoreOf(await serving(plain(answer)))).toBe(`invalid: POST http://HOST/score ${says}`);
  });

  it('needs a number for every metric', async () => {
    const { url } = await serving(plain('{"loss":1}'));
    const objective = new HttpObjective({ ...PARAMS, url }, systemClock, inputsOf('loss', 'size'));
    await expect(objective.evaluate({}, callOf())).rejects.toThrow(/an object with "loss", "size"; the answer is: /);
  });

  it('says which place of the answer is empty', async () => {
    const found = await scoreOf(await serving(plain('{"result":1}')), { score: '/result/toString' });
    expect(found).toMatch(/^invalid: .* gave no score at "\/result\/toString"\./);
  });

  it.each([
    ['{"score": NaN}', 'nan'],
    ['[-Infinity]', 'diverged'],
  ])('understands %s, which JSON does not have', async (answer, cause) => {
    expect(await scoreOf(await serving(plain(answer)))).toMatch(new RegExp(`^${cause}: `));
  });

  it('shows the beginning of a page that is no score', async () => {
    const page = `<html>\n  <h1>It works!</h1>\u0007${'x'.repeat(500)}</html>`;
    const found = String(await scoreOf(await serving(plain(page, 'text/html'))));
    expect(found).toMatch(/what is not JSON \(it is declared as text\/html\): <html> <h1>It works!<\/h1> x+…$/);
    expect(found.length).toBeLessThan(340);
  });

  it.each([
    { what: 'an address', given: { url: 'localhost:80' }, pointer: '/objective/url' },
    { what: 'one of the web', given: { url: 'file:///etc/passwd' }, pointer: '/objective/url' },
    { what: 'names of headers', given: { headers: { 'a b': 'c' } }, pointer: '/objective/headers/a b' },
    { what: 'values of headers', given: { headers: { token: 'hush\n' } }, pointer: '/objective/headers/token' },
    {
      what: 'headers of others',
      given: { headers: { 'Content-Length': '3' } },
      pointer: '/objective/headers/Content-Length',
    },
  ])('takes only $what', ({ given, pointer }) => {
    const complaint = complaintOf(() => make(given));
    expect(complaint?.pointer).toBe(pointer);
    expect(complaint?.text).not.toContain('hush');
  });
});

describe('http, when it fails', () => {
  it.each([
    { answers: [status(500), good], gives: 0.5, times: 2 },
    { answers: [status(503), status(502), status(429, '', { 'retry-after': '0' }), good], gives: 0.5, times: 4 },
    {
      answers: [status(500, 'out of\nluck')],
      gives:
        'exception: POST http://HOST/score answered with status 500 Internal Server Error: out of luck It was tried 4 times.',
      times: 4,
    },
    {
      answers: [status(404, '{"detail":"no such model"}'), good],
      gives: 'invalid: POST http://HOST/score answered with status 404 Not Found: {"detail":"no such model"}',
      times: 1,
    },
    { answers: [status(204)], gives: 'invalid: POST http://HOST/score gave no score: the answer is empty.', times: 1 },
    {
      answers: [status(304)],
      gives: 'invalid: POST http://HOST/score answered with status 304 Not Modified.',
      times: 1,
    },
  ])('asks $times times and gives $gives', async ({ answers, gives, times }) => {
    const server = await serving(inTurn(...answers));
    expect(await scoreOf(server)).toBe(gives);
    expect(server.asked).toHaveLength(times);
    expect(new Set(server.asked.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('asks once where there are no retries', async () => {
    const server = await serving(status(500));
    expect(await scoreOf(server, { retries: 0 })).toMatch(/status 500 Internal Server Error\.$/);
    expect(server.asked).toHaveLength(1);
  });

  it('waits as long as the server asks', async () => {
    const server = await serving(inTurn(status(429, '', { 'retry-after': '1' }), good));
    const started = performance.now();
    expect(await scoreOf(server)).toBe(0.5);
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it('waits until the date that the server names', async () => {
    const clock = { now: () => 0, date: () => '2026-01-01T00:00:00.000Z' };
    const date = new Date('2026-01-01T00:10:00Z').toUTCString();
    const { url } = await serving(status(503, '', { 'retry-after': date }));
    await expect(new HttpObjective({ ...PARAMS, url }, clock, inputsOf('loss')).evaluate({}, callOf())).rejects.toThrow(
      'It asks to wait 600 s, longer than 300 s.',
    );
  });

  it('waits twice as long each time, more or less by chance, up to a minute', () => {
    const pauses = [0, 1, 2, 20].map((retry) => [0, 0.5, 1].map((chance) => pauseBefore(retry, 100, chance)));
    expect(pauses).toEqual([
      [50, 100, 150],
      [100, 200, 300],
      [200, 400, 600],
      [30_000, 60_000, 90_000],
    ]);
  });

  it('asks again when the connection is cut, before or in the answer', async () => {
    const cut: Answer = (response) => void response.socket?.destroy();
    const half: Answer = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"score"');
      setTimeout(() => response.socket?.destroy(), 5);
    };
    const server = await serving(inTurn(cut, half, good));
    expect(await scoreOf(server)).toBe(0.5);
    expect(server.asked).toHaveLength(3);
  });

  it('says when nobody answers', async () => {
    const server = await serving(good);
    await server.close();
    expect(await scoreOf(server, { retries: 1 })).toBe(
      'worker-lost: POST http://HOST/score could not be reached or broke off: connect ECONNREFUSED HOST. It was tried 2 times.',
    );
  });

  it.each([
    ['hangs', () => undefined],
    ['hangs in the answer', (response: ServerResponse) => void response.writeHead(200).write('{')],
    [
      'drips',
      (response: ServerResponse) => {
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('ends when the server %s', async (_, answer) => {
    const server = await serving(answer);
    expect(await scoreOf(server, { timeout: '60ms' })).toBe(
      'timeout: POST http://HOST/score has not answered to the end within 0.06 s. Raise "timeout" if it needs more.',
    );
    expect(server.asked).toHaveLength(1);
  });

  it('ends when the trial does, and hangs up', async () => {
    let hungUp = false;
    const server = await serving((response) => void response.on('close', () => (hungUp = true)));
    const controller = new AbortController();
    const ending = scoreOf(server, { context: { signal: controller.signal } });
    while (server.asked.length === 0) await sleep(1);
    controller.abort();
    expect(await ending).toBe('exception: The trial was cancelled.');
    while (!hungUp) await sleep(1);
  });

  it('ends while it waits for the next try', async () => {
    const server = await serving(status(500));
    const controller = new AbortController();
    const ending = scoreOf(server, { pause: '1h', context: { signal: controller.signal } });
    while (server.asked.length === 0) await sleep(1);
    await sleep(5);
    controller.abort();
    expect(await ending).toBe('exception: The trial was cancelled.');
  });

  it.each([
    ['of known length', true],
    ['of unknown length', false],
  ])('reads no more of a huge answer %s than it must', async (_, known) => {
    const sent = { bytes: 0 };
    const server = await serving((response) => {
      response.writeHead(200, known ? { 'content-length': '100000000' } : {});
      const more = (): void => {
        while (sent.bytes < 100_000_000 && !response.destroyed) {
          sent.bytes += 65_536;
          if (!response.write(Buffer.alloc(65_536, 'x'))) break;
        }
      };
      response.on('drain', more);
      more();
    });
    expect(await scoreOf(server)).toBe(
      'invalid: POST http://HOST/score answers with more than 100000 bytes. Raise "maxBytes" if that is right.',
    );
    expect(sent.bytes).toBeLessThan(50_000_000);
  });

  it('reads no more of a huge refusal than it shows', async () => {
    const server = await serving(status(400, 'no '.repeat(1_000_000)));
    expect(String(await scoreOf(server)).length).toBeLessThan(300);
  });

  it('follows redirects on the same host only, with method and body', async () => {
    const there = status(307, '', { location: '/there' });
    const server = await serving((response, asked, count) =>
      (asked.path === '/score' ? there : good)(response, asked, count),
    );
    expect(await scoreOf(server, { headers: { authorization: 'Bearer secret-token' } })).toBe(0.5);
    expect(server.asked[1]).toMatchObject({ method: 'POST', path: '/there', body: { trial: 3 } });

    const other = await serving(good);
    const away = await serving(status(307, '', { location: other.url }));
    expect(await scoreOf(away)).toMatch(/^invalid: .* is redirected to another host, http:.* Put the address/);
    expect(other.asked).toHaveLength(0);
  });

  it.each([
    ['/score', 'is redirected more than 5 times'],
    ['http://', 'is redirected to something that is no address'],
  ])('does not follow a redirect to %s', async (location, says) => {
    expect(await scoreOf(await serving(status(308, '', { location })))).toContain(says);
  });

  it('tells no secret, even if the server does', async () => {
    const server = await serving((response, { headers }) => {
      status(403, `${'.'.repeat(190)}${String(headers.authorization)} ${String(headers['x-key'])}`)(
        response,
        {} as never,
        0,
      );
    });
    const headers = { Authorization: 'Bearer abcdefghijklmnop', 'x-key': 'qrstuvwxyz' };
    const url = server.url.replace('http://', 'http://me:passphrase@').concat('?token=0123456789');
    const found = String(await scoreOf(server, { headers, url }));
    expect(found).toMatch(/status 403 Forbidden: \.+\*\*\*/);
    for (const secret of ['abcd', 'qrst', 'passphrase', '0123456789']) expect(found).not.toContain(secret);
  });
});

describe('http, line by line', () => {
  const LINES = 'application/x-ndjson';
  type Told = [number, number | Reported];
  const telling = (): { readonly told: Told[]; readonly report: ObjectiveContext['report'] } => {
    const told: Told[] = [];
    return { told, report: (step, values) => void told.push([step, values]) };
  };

  it('reports steps as they come', async () => {
    const { told, report } = telling();
    const server = await serving((response) => {
      response.setHeader('content-type', LINES).write('{"step":1,"value":0.1}\n{"step":2,"va');
      const finish = (): void => {
        if (told.length === 0) setTimeout(finish, 1);
        else response.end('lue":0.2}\r\n\n{"step":3,"loss":3,"accuracy":0.3,"note":"x"}\n{"score":0.9}');
      };
      finish();
    });
    expect(await scoreOf(server, { context: { report } })).toBe(0.9);
    expect(told).toEqual([
      [1, { loss: 0.1 }],
      [2, { loss: 0.2 }],
      [3, { loss: 3, accuracy: 0.3 }],
    ]);
  });

  it('tells no step twice when the connection was cut in between', async () => {
    const { told, report } = telling();
    const cut: Answer = (response) => {
      response.setHeader('content-type', LINES).write('{"step":1,"value":1}\n{"step":2,"value":2}\n');
      setTimeout(() => response.socket?.destroy(), 20);
    };
    const whole = plain('{"step":1,"value":1}\n{"step":2,"value":2}\n{"step":3,"value":3}\n7\n', LINES);
    expect(await scoreOf(await serving(inTurn(cut, whole)), { context: { report } })).toBe(7);
    expect(told.map(([step]) => step)).toEqual([1, 2, 3]);
  });

  it.each([
    ['{"step":1,"value":1}\n', 'invalid: POST http://HOST/score gave no score: the answer is empty.'],
    ['{"step":0,"value":1}\n1', 'invalid: steps'],
    ['{"step":1}\n1', 'invalid: A line with a step needs a number, as "value" or by name: {"step":1}'],
    ['{"step":1,"a":"b"}\n1', 'invalid: A line with a step needs a number, '],
    [
      'garbage\n',
      'invalid: POST http://HOST/score answered with what is not JSON (it is declared as application/x-ndjson): garbage',
    ],
  ])('finds %j wrong', async (text, says) => {
    const { TrialFailure } = await import('@tunewright/core');
    const report = (step: number): void => {
      if (step < 1) throw new TrialFailure('invalid', 'steps');
    };
    expect(await scoreOf(await serving(plain(text, LINES)), { context: { report } })).toContain(says);
  });

  it('hangs up when what was told stops the trial', async () => {
    let hungUp = false;
    const server = await serving((response) => {
      response.on('close', () => (hungUp = true));
      response.setHeader('content-type', LINES).write('{"step":1,"value":1}\n');
    });
    const report = (): never => {
      throw new Error('stopped');
    };
    await scoreOf(server, { context: { report }, retries: 0 });
    while (!hungUp) await sleep(1);
  });
});

describe('http in a study', () => {
  it('scores trials, and fails those that the server refuses', async () => {
    const server = await serving((response, { body }) => {
      const x = body.parameters['x'] as number;
      if (x === 2) status(422, 'x must be odd')(response, {} as never, 0);
      else json(response, { loss: x * x });
    });
    const ends = endsOf(await eventsOf({ use: 'http', url: server.url }));
    expect(ends).toEqual([1, expect.stringMatching(/^invalid: .* 422 Unprocessable Entity: x must be odd$/), 9]);
  });

  it('takes a cost beside the score, whatever the metric is called', async () => {
    const server = await serving((response) => json(response, { score: 0.5, cost: 12 }));
    const events = await eventsOf({ use: 'http', url: server.url });
    expect(endsOf(events)).toEqual([0.5, 0.5, 0.5]);
    expect(events.filter(({ type }) => type === 'trial-finished')).toMatchObject([
      { cost: 12 },
      { cost: 12 },
      { cost: 12 },
    ]);
  });

  it('keeps four requests apart', async () => {
    const waiting: (() => void)[] = [];
    const server = await serving((response, { body }) => {
      waiting.push(() => json(response, body.parameters['x']));
      if (waiting.length === 4) for (const answer of waiting.splice(0).reverse()) answer();
    });
    const objective = make({ url: server.url });
    const scores = [1, 2, 3, 4].map((x) => objective.evaluate({ x }, callOf(x)));
    expect(await Promise.all(scores)).toEqual([1, 2, 3, 4]);
  });

  it('reads secrets from the environment, and tells their names only', async () => {
    const server = await serving((response, { headers }) =>
      status(401, `unknown: ${String(headers.authorization)}`)(response, {} as never, 0),
    );
    process.env['SCORE_TOKEN'] = 'Bearer 9f8e7d6c5b4a';
    const headers = { authorization: { env: 'SCORE_TOKEN' } };
    const events = await eventsOf({ use: 'http', url: server.url, headers });
    delete process.env['SCORE_TOKEN'];
    expect(server.asked[0]?.headers.authorization).toBe('Bearer 9f8e7d6c5b4a');
    expect(JSON.stringify(events)).not.toContain('9f8e7d6c5b4a');
    expect(endsOf(events)[0]).toMatch(/401 Unauthorized: unknown: \*\*\*$/);
  });
});
