import { describe, expect, expectTypeOf, it } from 'vitest';
import { choice, createStudy, float, int, isProblem, tune } from 'tunewright';

describe('tune', () => {
  it('finds good parameters in five lines', async () => {
    const best = await tune({ lr: float(1e-5, 0.1, { log: true }) }, ({ lr }) => -(Math.log10(lr / 0.001) ** 2));
    expect(Math.abs(Math.log10(best.parameters.lr) + 3)).toBeLessThan(0.3);
    expect(best.counts.finished).toBe(50);
    expect(best.score).toBe(-(Math.log10(best.parameters.lr / 0.001) ** 2));
  });

  it('knows the types of the parameters', async () => {
    const space = { lr: float(0, 1), layers: int(1, 3), kind: choice(['sgd', 'adam']), on: choice([true, false]) };
    const best = await tune(
      space,
      (parameters) => {
        expectTypeOf(parameters.lr).toEqualTypeOf<number>();
        expectTypeOf(parameters.layers).toEqualTypeOf<number>();
        expectTypeOf(parameters.kind).toEqualTypeOf<'sgd' | 'adam'>();
        expectTypeOf(parameters.on).toEqualTypeOf<boolean>();
        return parameters.lr + parameters.layers + (parameters.kind === 'adam' ? 1 : 0);
      },
      { trials: 30, seed: 3 },
    );
    expect(best.parameters).toMatchObject({ layers: 3, kind: 'adam' });
  });

  it('minimizes when asked, stops early by reports, and cancels by a signal', async () => {
    const steps: number[] = [];
    const best = await tune(
      { x: float(-1, 1), y: int(0, 10, { step: 5 }) },
      async ({ x, y }, { report, signal }) => {
        await Promise.resolve();
        expect(signal.aborted).toBe(false);
        report(1, x * x);
        steps.push(y);
        return x * x + y;
      },
      { trials: 40, goal: 'minimize', concurrency: 4 },
    );
    expect(best.score).toBeLessThan(0.5);
    expect(new Set(steps)).toEqual(new Set([0, 5, 10]));
    const controller = new AbortController();
    const cancelled = tune({ x: float(0, 1) }, () => new Promise<number>(() => undefined), {
      signal: controller.signal,
    });
    setTimeout(() => {
      controller.abort();
    }, 10);
    await expect(cancelled).rejects.toThrow('No trial finished (interrupted');
  });

  it('says what the first failure was when nothing finished', async () => {
    const failing = tune({ x: float(0, 1) }, () => Promise.reject(new Error('no GPU')), { trials: 3 });
    await expect(failing).rejects.toThrow(/No trial finished \(finished; 3 failed, 0 stopped\)\. The first .*no GPU/);
  });

  it('says in JavaScript what the compiler says in TypeScript, all at once', async () => {
    const untyped = tune as (...given: unknown[]) => Promise<unknown>;
    const error = await untyped({ x: float(0, 1), y: 3, z: null }, undefined, { trails: 3, trials: 2 }).catch(
      (refused: unknown) => refused,
    );
    expect(isProblem(error) && error.complaints.map(({ text }) => text)).toEqual([
      'tune needs a function that gives a score, as its second argument; found undefined.',
      "\"y\" is no domain. Write float(0, 1), int(1, 10) or choice(['a', 'b']).",
      "\"z\" is no domain. Write float(0, 1), int(1, 10) or choice(['a', 'b']).",
      expect.stringMatching(/^tune has no option "trails"\. There are: trials, time, /),
    ]);
  });

  it('refuses a space that is not sound, with every complaint', async () => {
    const refused = tune({ a: float(1, 0), b: float(0, 1, { log: true }) }, () => 1).catch((error: unknown) => error);
    const error = await refused;
    expect(isProblem(error) && error.complaints.map(({ pointer }) => pointer)).toEqual(['/space/a', '/space/b/low']);
  });
});

describe('createStudy', () => {
  const definition = { space: { x: { tune: 'float', low: 0, high: 1 } }, budget: { trials: 3 } };

  it('asks and tells', async () => {
    const study = await createStudy(definition);
    for (let trial = study.ask(); trial; trial = study.ask()) study.tell(trial, trial.parameters['x'] as number);
    expect(study.history.counts.finished).toBe(3);
  });

  it('says that a study without an objective cannot be run', async () => {
    const study = await createStudy(definition);
    await expect(study.run()).rejects.toThrow(/nothing to evaluate/);
  });

  it('tells a mistake in the objective before the first trial', async () => {
    const module = await createStudy({ ...definition, objective: { use: 'module', path: './no-such.mjs' } });
    await expect(module.run()).rejects.toThrow(/There is no file "\.\/no-such\.mjs"/);
    const named = await createStudy(
      { ...definition, objective: { use: 'function', name: 'bowl' } },
      { functions: { ball: () => 1 } },
    );
    await expect(named.run()).rejects.toThrow(/No function "bowl" is given .* Given are: "ball"/);
    expect(named.history.length).toBe(0);
  });

  it('stores where the definition says, and resumes', async () => {
    const { mkdtempSync } = await import('node:fs');
    const directory = mkdtempSync('/tmp/tunewright-');
    const stored = {
      ...definition,
      objective: { use: 'function', name: 'f' },
      run: { store: { use: 'journal', folder: 'logs' } },
    };
    const controller = new AbortController();
    const functions = { f: ({ x }: { x: number }) => x };
    const first = await createStudy(stored, { directory, functions });
    first.trials$.subscribe(() => {
      controller.abort();
    });
    expect((await first.run({ signal: controller.signal })).status).toBe('interrupted');
    const second = await createStudy(stored, { directory, functions, resume: true });
    expect(second.history.counts.finished).toBe(1);
    expect((await second.run()).counts.finished).toBe(3);
    expect(second.location).toMatch(/logs/);
  });
});
