// Run it with: npx tunewright plugins test my-store.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyStore } from './my-store.mjs';

describe('my-store', () => {
  for (const { name, check } of contract(MyStore)) it(name, check);
});
