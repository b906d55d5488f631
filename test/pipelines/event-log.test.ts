// The log of a seeded study, event by event: what monitors, resume and the doctor read must not change unnoticed.
import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import type { StudyEvent } from '@tunewright/core';
import { createStudy } from 'tunewright';
import { golden } from '../golden.js';
import { timeless } from '../support/black-box.js';

it.each(['iris-svc-narrow-grid', 'iris-svc-random'])('%s', async (name) => {
  const text = readFileSync(new URL(`../../pipelines/definitions/${name}.json`, import.meta.url), 'utf8');
  const study = await createStudy(text, { version: '0.0.0' });
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  const lines = events.map((event) => {
    const shown = timeless(event);
    return JSON.stringify('versions' in shown ? { ...shown, versions: {} } : shown, rounded);
  });
  golden(`events/${name}.jsonl`, `${lines.join('\n')}\n`);
});

/** Processors and versions of Node may differ in the last digits of a logarithm. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
}
