// Run it with: npx tunewright plugins test my-diagnosis.test.mjs
// With Vitest or Jest, import describe and it from there instead.
import { describe, it } from 'node:test';
import { contract } from 'tunewright/testing';
import { MyDiagnosis } from './my-diagnosis.mjs';

describe('my-diagnosis', () => {
  for (const { name, check } of contract(MyDiagnosis)) it(name, check);
});
