// Run it with: npx tunewright plugins test my-executor.test.ts
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyExecutor } from './my-executor.js';

describe('my-executor', () => {
  for (const { name, check } of contract(MyExecutor)) it(name, check);
});
