// What a study has cost, as text. Pure.
import type { History } from '@tunewright/core';
import { number } from './format.js';
import { entry } from './headline.js';
import { harmless } from './text.js';

/** `120/500 tokens`, `cost 120/500`, `cost 120`; undefined where nothing is spent and nothing limits it. */
export function costText({ started, cost }: History): string | undefined {
  const budget = entry(started?.definition, 'budget');
  const [limit, unit] = [entry(budget, 'cost'), entry(budget, 'costUnit')];
  if (cost === 0 && typeof limit !== 'number') return undefined;
  const text = typeof limit === 'number' ? `${number(cost)}/${number(limit)}` : number(cost);
  return typeof unit === 'string' ? `${text} ${harmless(unit)}` : `cost ${text}`;
}
