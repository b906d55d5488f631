// Run it with: npx tunewright plugins test my-searcher.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MySearcher } from './my-searcher.mjs';

describe('my-searcher', () => {
  for (const { name, check } of contract(MySearcher)) it(name, check);
});
