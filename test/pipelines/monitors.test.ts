// Monitors that a definition names.
import { Monitor, provide, token, type MonitorPlugin, type Problem, type StudyEvent } from '@tunewright/core';
import { OUTPUT } from '@tunewright/monitors';
import { createStudy, definePipeline } from 'tunewright';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';

const NOTES = token<string[]>('notes');

@Monitor({
  name: 'note-taker',
  summary: 'Writes down what it sees.',
  params: Type.Object({ only: Type.Optional(Type.String()) }, { additionalProperties: false }),
  uses: [NOTES],
})
class NoteTaker implements MonitorPlugin {
  constructor(
    private readonly params: { readonly only?: string },
    private readonly notes: string[],
  ) {}

  next({ type }: StudyEvent): void {
    if (this.params.only === undefined || this.params.only === type) this.notes.push(type);
  }

  close(): void {
    this.notes.push('closed');
  }
}

const STUDY = {
  objective: { use: 'function', name: 'f' },
  space: { x: { tune: 'float', low: 0, high: 1 } },
  budget: { trials: 2 },
} as const;
const functions = { f: ({ x }: { readonly x: number }) => x };

describe('a monitor in a definition', () => {
  it('writes to the output', async () => {
    const lines: string[] = [];
    const output = { isTTY: false, columns: 80, write: (text: string) => lines.push(text) };
    const definition = { ...STUDY, run: { monitors: [{ use: 'json-lines' }] } };
    const study = await createStudy(definition, { functions, services: [provide(OUTPUT, output)] });
    await study.run();
    const types = lines.map((line) => (JSON.parse(line) as StudyEvent).type);
    expect(types[0]).toBe('study-started');
    expect(types.at(-1)).toBe('study-finished');
    expect(types.filter((type) => type === 'trial-finished')).toHaveLength(2);
  });

  it('of a third party gets its own services, and its parameters', async () => {
    const notes: string[] = [];
    const pipeline = definePipeline({ ...STUDY, run: { monitors: [{ use: NoteTaker, only: 'trial-finished' }] } });
    const study = await createStudy(pipeline, { functions, services: [provide(NOTES, notes)] });
    await study.run();
    expect(notes).toEqual(['trial-finished', 'trial-finished', 'closed']);
  });

  it('is no part of what the study is', async () => {
    const one = await createStudy(STUDY, { functions });
    const other = await createStudy({ ...STUDY, run: { monitors: [{ use: 'json-lines' }] } }, { functions });
    expect(other.pipeline.identity).toBe(one.pipeline.identity);
    expect(other.pipeline.definition['run']).toMatchObject({ monitors: [{ use: 'json-lines' }] });
  });

  it('that asks for what nobody gives is told before the first trial', async () => {
    const pipeline = definePipeline({ ...STUDY, run: { monitors: [{ use: NoteTaker }] } });
    const study = await createStudy(pipeline, { functions });
    await expect(async () => study.run()).rejects.toThrow('"note-taker" asks for the service "notes"');
  });

  it('is checked like every component', async () => {
    const definition = { ...STUDY, run: { monitors: [{ use: 'terminl' }, { use: 'terminal', detials: true }, 3] } };
    const error: unknown = await createStudy(definition, { functions }).catch((thrown: unknown) => thrown);
    expect((error as Problem).complaints.map(({ pointer, text }) => `${pointer} ${text}`).sort()).toEqual([
      '/run/monitors/0/use There is no monitor "terminl". Did you mean "terminal"?',
      expect.stringMatching(/^\/run\/monitors\/1\/detials .*Did you mean "details"\?$/),
      expect.stringMatching(/^\/run\/monitors\/2 /),
    ]);
  });
});
