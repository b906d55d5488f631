// The shipped definitions of networks, some of them shortened, show what their comments say.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Reported, StudyEvent } from '@tunewright/core';
import { tensorflow } from '@tunewright/tensorflow';
import { createStudy, parseDefinition } from 'tunewright';
import { describe, expect, it } from 'vitest';

const FOLDER = resolve(import.meta.dirname, '../../../pipelines/definitions');

type Json = Readonly<Record<string, unknown>>;

async function eventsOf(name: string, change: (definition: Json) => Json = (same) => same): Promise<StudyEvent[]> {
  const { value } = parseDefinition(readFileSync(resolve(FOLDER, `${name}.json`), 'utf8'));
  const { plugins: _, ...definition } = value as Json;
  const study = await createStudy(change(definition), { plugins: [...tensorflow] });
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return events;
}

const bestOf = (events: readonly StudyEvent[]): number =>
  events.flatMap((event) => (event.type === 'study-finished' ? [event.best?.score ?? Number.NaN] : []))[0] as number;
const reportsOf = (events: readonly StudyEvent[]): readonly Reported[] =>
  events.flatMap((event) => (event.type === 'reported' ? [event.values] : []));

describe("the essay's second example", () => {
  it('cannot get above two thirds as written', async () => {
    const events = await eventsOf('seed-keras-as-written');
    const scores = events.flatMap((event) => (event.type === 'trial-finished' ? [event.scores['accuracy']] : []));
    expect(scores).toHaveLength(9);
    expect(Math.max(...(scores as number[]))).toBeLessThanOrEqual(2 / 3 + 1e-9);
    expect(Math.min(...reportsOf(events).map(({ loss }) => loss as number))).toBeLessThan(-1);
  });

  it('is an error that says so, unless it is allowed', async () => {
    const events = await eventsOf('seed-keras-as-written', (definition) => {
      const [step] = definition['steps'] as readonly Json[];
      const { allow: _, ...refused } = step ?? {};
      return { ...definition, steps: [refused], search: { use: 'random' }, budget: { trials: 1 } };
    });
    const [failed] = events.flatMap((event) => (event.type === 'trial-failed' ? [event.failure] : []));
    expect(failed).toMatchObject({ cause: 'invalid' });
    expect(failed?.message).toMatch(/^One sigmoid unit with binary-cross-entropy tells two classes apart/);
  });

  it('reaches 0.96 put right', async () => {
    // The best of the grid alone: its seeds follow from the configuration.
    const best = { 'neuralNetwork.layers.0.units': 10, 'neuralNetwork.optimizer.learningRate': 0.1 };
    const alone = { start: [best], search: { use: 'random' }, budget: { trials: 1 } };
    const events = await eventsOf('seed-keras-healthy', (definition) => ({ ...definition, ...alone }));
    expect(bestOf(events)).toBeGreaterThanOrEqual(0.96);
  });
});

describe('depth', () => {
  const ratio = (report: Reported | undefined): number =>
    (report?.['gradient-norm/deep-1-dense-1'] as number) / (report?.['gradient-norm/output'] as number);

  it('lets gradients vanish', async () => {
    const events = await eventsOf('digits-vanishing-gradients');
    expect(ratio(reportsOf(events)[0])).toBeLessThan(1e-3);
    expect(reportsOf(events).at(-1)?.['loss']).toBeGreaterThan(2.2);
    expect(bestOf(events)).toBeLessThan(0.2);
  });

  it('does no harm to its healthy twin', async () => {
    const events = await eventsOf('digits-healthy-depth');
    expect(ratio(reportsOf(events)[0])).toBeGreaterThan(0.1);
    expect(bestOf(events)).toBeGreaterThan(0.85);
  });
});

describe('gradients', () => {
  it('that explode end the trial as diverged', async () => {
    const events = await eventsOf('diabetes-exploding-gradients');
    expect(events.find(({ type }) => type === 'trial-failed')).toMatchObject({ failure: { cause: 'diverged' } });
    expect(reportsOf(events)[0]?.['gradient-norm/deep-1-dense-1']).toBeGreaterThan(1e6);
  });

  it('that are clipped train the twin', async () => {
    const events = await eventsOf('diabetes-clipped-gradients');
    expect(bestOf(events)).toBeGreaterThan(0.25);
  });
});

it('convolutions learn digits within a few epochs already', async () => {
  const events = await eventsOf('digits-cnn', (definition) => {
    const [step] = definition['steps'] as readonly Json[];
    return { ...definition, cv: { use: 'hold-out', share: 0.25 }, steps: [{ ...step, epochs: 5 }] };
  });
  expect(bestOf(events)).toBeGreaterThan(0.85);
});
