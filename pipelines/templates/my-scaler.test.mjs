// Run it with: npx tunewright plugins test my-scaler.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyScaler } from './my-scaler.mjs';

describe('my-scaler', () => {
  for (const { name, check } of contract(MyScaler)) it(name, check);
});
