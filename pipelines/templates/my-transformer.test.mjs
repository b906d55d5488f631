// Run it with: npx tunewright plugins test my-transformer.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyTransformer } from './my-transformer.mjs';

describe('my-transformer', () => {
  for (const { name, check } of contract(MyTransformer)) it(name, check);
});
