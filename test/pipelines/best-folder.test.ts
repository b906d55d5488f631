// `tunewright best --as folder`: the pipeline as a file, and beside it the model in its own form.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tensorflow } from '@tunewright/tensorflow';
import { createStudy } from 'tunewright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { command } from '../support/command.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunewright-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('writes the files that a study on the command line asks for', async () => {
  const definition = { data: { use: 'iris' }, cv: { use: 'hold-out' }, steps: [{ use: 'svc' }] };
  writeFileSync(join(folder, 'study.json'), JSON.stringify({ name: 'study', ...definition }));
  expect((await command(['run', 'study.json', '--json'], folder)).code).toBe(0);
  const lacking = await command(['best', 'study.json', '--as', 'folder'], folder);
  expect([lacking.code, lacking.stderr]).toEqual([2, expect.stringMatching(/--as folder --output my-model/)]);
  expect((await command(['best', 'study.json', '--as', 'folder', '--output', 'a/b'], folder)).code).toBe(0);
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['pipeline.json']);
  const pipeline = readFileSync(join(folder, 'a/b/pipeline.json'), 'utf8');
  expect(JSON.parse(pipeline)).toMatchObject({ tunewright: 'model', task: 'classification' });
});

it('writes networks as TensorFlow.js keeps them', async () => {
  const steps = [{ use: 'standard-scaler' }, { use: 'neural-network', epochs: 2 }];
  const definition = { data: { use: 'iris' }, cv: { use: 'hold-out' }, steps, metrics: [{ use: 'accuracy' }] };
  const study = await createStudy(definition, { plugins: [...tensorflow] });
  await study.run();
  await (await study.model()).writeTo(join(folder, 'network'));
  const model = JSON.parse(readFileSync(join(folder, 'network/model.json'), 'utf8')) as Record<string, unknown>;
  expect(model).toMatchObject({ format: 'layers-model', modelTopology: { class_name: 'Sequential' } });
  const [group] = model['weightsManifest'] as readonly { readonly paths: readonly string[] }[];
  for (const path of group?.paths ?? []) expect(existsSync(join(folder, 'network', path)), path).toBe(true);
  expect(existsSync(join(folder, 'network/pipeline.json'))).toBe(true);
});
