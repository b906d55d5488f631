import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { batteries } from 'tunewright';
import { schema, schemaText } from '../../pipelines/src/commands/schema.js';
import { golden } from '../golden.js';
import { emptyFolder } from '../support/command.js';

const SCALER = fileURLToPath(new URL('../../pipelines/templates/my-scaler.ts', import.meta.url));

const printed: string[] = [];
const capture = () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
};

afterEach(() => {
  vi.restoreAllMocks();
  printed.length = 0;
});

describe('tunewright schema', () => {
  it('prints what the package ships', async () => {
    const text = schemaText(batteries());
    golden('../../pipelines/pipeline.schema.json', text);
    capture();
    expect(await schema({})).toBe(0);
    expect(printed.join('')).toBe(text);
  });

  it.each([
    ['a sound definition', '{ "plugins": [PLUGIN], "data": { "use": "iris" } }'],
    ['one that is wrong in many ways', '{ "plugins": [PLUGIN], "steps": 3, "extends": "./nothing.json" }'],
    ['a half-written one', '{ // to be continued\n "plugins": [PLUGIN], "steps": [ { "use": "'],
  ])('has the plugins of %s', async (_, text) => {
    const folder = emptyFolder();
    const [file, output] = [join(folder, 'my.json'), join(folder, 'my.schema.json')];
    writeFileSync(file, text.replace('PLUGIN', JSON.stringify(SCALER)));
    capture();
    expect(await schema({ for: file, output })).toBe(0);
    expect(printed.join('')).toMatch(
      /my\.schema\.json is written\. In .*my\.json .* "\$schema": "\.\/my\.schema\.json"/,
    );
    const written = JSON.parse(readFileSync(output, 'utf8')) as { definitions: Record<string, object> };
    expect(Object.keys(written.definitions)).toContain('step.my-scaler');
  });

  it('says what cannot be loaded or written', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'my.json'), '{ "plugins": ["./nothing.js"] }');
    capture();
    expect(await schema({ for: join(folder, 'my.json') })).toBe(2);
    expect(printed.join('')).toMatch(/nothing\.js/);
    mkdirSync(join(folder, 'taken'));
    expect(await schema({ output: join(folder, 'taken') })).toBe(2);
    expect(printed.join('')).toMatch(/taken cannot be written/);
  });
});
