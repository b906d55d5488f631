import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, DEFINITIONS } from '../support/command.js';
import { parseChart } from '../support/mermaid.js';

describe('tunewright graph', () => {
  const WINE = join(DEFINITIONS, 'wine-models.json');

  it('prints a flowchart that Mermaid reads', async () => {
    const { code, stdout, stderr } = await command(['graph', WINE]);
    expect([code, stderr]).toEqual([0, '']);
    expect((await parseChart(stdout)).groups.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['scale: one of', 'model: one of']),
    );
  });

  it('draws it with assignments made', async () => {
    const { stdout } = await command(['graph', WINE, '--set', 'search=grid', '--set', 'test.share=0.2']);
    const ids = (await parseChart(stdout)).nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['test', 'tested']));
    expect(stdout).toContain('search: grid');
  });

  it('exits with 2 where the definition is not sound', async () => {
    const { code, stdout, stderr } = await command(['graph', WINE, '--set', 'data=irs']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Did you mean "iris"?');
  });
});
