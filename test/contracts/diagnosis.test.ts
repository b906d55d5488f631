import type { DiagnosisPlugin, Examination, Finding } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves } from './proof.js';

const found: Finding = {
  code: 'fixed-seed',
  severity: 'info',
  message: 'The seed is fixed.',
  pointer: '/seed',
  confidence: 1,
  evidence: { seed: 1 },
  fix: {
    safety: 'suggest',
    patch: [
      { op: 'test', path: '/seed', value: 1 },
      { op: 'remove', path: '/seed' },
    ],
  },
};

const abstaining = (reason: string): Examination => ({ kind: 'abstained', reason });
const finding =
  (change: () => Partial<Finding>): DiagnosisPlugin['examine'] =>
  ({ definition }) =>
    'seed' in definition
      ? { kind: 'findings', findings: [{ ...found, ...change() }] }
      : abstaining('the definition has no seed');

const diagnosis = (examine: DiagnosisPlugin['examine']) =>
  made('diagnosis', () => ({ examine }), { code: 'fixed-seed', phase: 'definition' });
const saying = (change: Partial<Finding> = {}) => diagnosis(finding(() => change));

describe('diagnoses', () => {
  proves(saying(), {
    'finds the same in the same evidence': diagnosis(finding(() => ({ evidence: { calls: fickle() } }))),
    'finds nothing where there is nothing': diagnosis(() => ({ kind: 'findings', findings: [found] })),
    'says why it abstains': diagnosis(() => abstaining('')),
    'calls its findings by its code': saying({ code: 'other' }),
    'says in a sentence what it found, and how sure it is': saying({ confidence: 2 }),
    'points into the definition by JSON pointers': saying({ pointer: 'seed' }),
    'begins its fixes with a test of what they change': saying({
      fix: { safety: 'safe', patch: [{ op: 'remove', path: '/seed' }] },
    }),
    'leaves the evidence as it was': diagnosis(({ definition }) => {
      Object.assign(definition, { seed: fickle() });
      return abstaining('it has seen enough');
    }),
  });
});
