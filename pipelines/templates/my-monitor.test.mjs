// Run it with: npx tunewright plugins test my-monitor.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyMonitor } from './my-monitor.mjs';

describe('my-monitor', () => {
  for (const { name, check } of contract(MyMonitor)) it(name, check);
});
