// Run it with: npx tunewright plugins test my-estimator.test.ts
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyEstimator } from './my-estimator.js';

describe('my-estimator', () => {
  for (const { name, check } of contract(MyEstimator)) it(name, check);
});
