// Every shipped definition is sound, and every domain in the table of the language page. What else the documents show
// is checked by `npm run docs:check`.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tensorflow } from '@tunewright/tensorflow';
import { batteries, parseDefinition, readDefinition } from 'tunewright';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DEFINITIONS = join(ROOT, 'pipelines/definitions');

it('the language page shows domains that are sound', () => {
  const text = readFileSync(join(ROOT, 'pipelines/docs/definitions.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\{.*\})` +\|/gm)].map(([, domain]) => JSON.parse(domain ?? '') as object);
  expect(rows.length).toBeGreaterThan(5);
  for (const domain of rows) {
    const isStep = 'id' in domain;
    const definition = isStep
      ? { data: { use: 'iris' }, steps: [domain] }
      : { space: { x: domain }, budget: { trials: 1 } };
    expect(() => readDefinition(definition, batteries()), JSON.stringify(domain)).not.toThrow();
  }
});

it.each(readdirSync(DEFINITIONS).filter((file) => file.endsWith('.json')))('%s is sound', (file) => {
  const registry = batteries().copy().register(tensorflow, '@tunewright/tensorflow');
  const pipeline = readDefinition(parseDefinition(readFileSync(join(DEFINITIONS, file), 'utf8')), registry);
  expect(pipeline.name).toBe(file.replace('.json', ''));
});
