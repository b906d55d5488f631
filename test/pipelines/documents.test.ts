// What the documents show works: every JSON block is a sound definition, every shipped definition too.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { batteries, parseDefinition, readDefinition } from 'tunewright';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DEFINITIONS = join(ROOT, 'pipelines/definitions');

describe.each(['README.md', 'pipelines/docs/definitions.md'])('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');

  it('shows sound definitions', () => {
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(readDefinition(parseDefinition(block), batteries()).identity).toHaveLength(64);
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, link]) => link ?? '');
    const folder = join(ROOT, document, '..');
    for (const link of links) expect(readdirSync(join(folder, link, '..'))).toContain(link.split('/').at(-1));
  });

  it('shows domains that are sound', () => {
    const rows = [...text.matchAll(/^\| `(\{.*\})` \|/gm)].map(([, domain]) => JSON.parse(domain ?? '') as object);
    for (const domain of rows) {
      const isStep = 'id' in domain;
      const definition = isStep
        ? { data: { use: 'iris' }, steps: [domain] }
        : { space: { x: domain }, budget: { trials: 1 } };
      expect(() => readDefinition(definition, batteries()), JSON.stringify(domain)).not.toThrow();
    }
  });
});

it.each(readdirSync(DEFINITIONS).filter((file) => file.endsWith('.json')))('%s is sound', (file) => {
  const pipeline = readDefinition(parseDefinition(readFileSync(join(DEFINITIONS, file), 'utf8')), batteries());
  expect(pipeline.name).toBe(file.replace('.json', ''));
});
