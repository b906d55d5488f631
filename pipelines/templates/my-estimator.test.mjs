// Run it with: npx tunewright plugins test my-estimator.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyEstimator } from './my-estimator.mjs';

describe('my-estimator', () => {
  for (const { name, check } of contract(MyEstimator)) it(name, check);
});
