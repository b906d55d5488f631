// Run it with: npx tunewright plugins test my-metric.test.ts
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyMetric } from './my-metric.js';

describe('my-metric', () => {
  for (const { name, check } of contract(MyMetric)) it(name, check);
});
