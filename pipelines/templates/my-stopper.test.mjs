// Run it with: npx tunewright plugins test my-stopper.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyStopper } from './my-stopper.mjs';

describe('my-stopper', () => {
  for (const { name, check } of contract(MyStopper)) it(name, check);
});
