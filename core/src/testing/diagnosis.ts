// What every diagnosis promises.
import assert from 'node:assert/strict';
import type { Evidence, Examination } from '../contracts/diagnosis.js';
import type { Finding } from '../contracts/finding.js';
import type { JsonObject } from '../contracts/json.js';
import type { Fold } from '../contracts/splitter.js';
import { seeded } from '../numeric/random.js';
import { inCase, lawsOf, throughJson } from './check.js';
import type { Law } from './law.js';
import { guard, plantedData, positions } from './samples.js';
import { eachWithHistory, studies } from './studies.js';
import type { Subject } from './subject.js';

const POINTER = /^(\/([^/~]|~[01])*)*$/;

export function diagnosisLaws({ make, manifest, options }: Subject<'diagnosis'>): readonly Law[] {
  const given = (options.evidence ?? []).map((evidence, i) => ({ label: `given evidence ${i}`, evidence }));
  const cases = [...given, ...usualEvidence()];
  const onEvidence = (check: (evidence: Evidence) => void) => () => {
    for (const { label, evidence } of cases) inCase(label, () => check(evidence));
  };
  const onFindings = (check: (finding: Finding) => void) =>
    onEvidence((evidence) => findingsOf(make().examine(evidence)).forEach(check));
  return lawsOf({
    'finds the same in the same evidence': onEvidence((evidence) => {
      const diagnosis = make();
      const first = diagnosis.examine(evidence);
      assert.deepEqual(diagnosis.examine(evidence), first, 'The same plugin, examining again');
      assert.deepEqual(make().examine(evidence), first, 'A new plugin');
    }),
    'finds nothing where there is nothing': () => {
      assert.deepEqual(findingsOf(make().examine({ definition: {} })), []);
    },
    'says why it abstains': onEvidence((evidence) => {
      const examination = make().examine(evidence);
      if (examination.kind === 'abstained') assert.notEqual(examination.reason, '', 'It abstains without a reason.');
    }),
    'calls its findings by its code': onFindings(({ code }) => {
      assert.equal(code, manifest.code);
    }),
    'says in a sentence what it found, and how sure it is': onFindings(
      ({ message, confidence, severity, evidence }) => {
        assert.match(message, /^\S.*[.!?]$/s, 'The message should be a sentence.');
        assert.ok(confidence >= 0 && confidence <= 1, `A confidence of ${confidence} is not in [0, 1].`);
        assert.ok(['info', 'warning', 'error'].includes(severity), `"${severity}" is no severity.`);
        throughJson(evidence);
      },
    ),
    'points into the definition by JSON pointers': onFindings(({ pointer, fix }) => {
      for (const path of [pointer ?? '', ...(fix?.patch ?? []).map((operation) => operation.path)]) {
        assert.match(path, POINTER, `"${path}" is no JSON pointer.`);
      }
    }),
    'begins its fixes with a test of what they change': onFindings(({ fix }) => {
      if (fix !== undefined) assert.equal(fix.patch[0]?.op, 'test', 'The first operation of a fix should be a test.');
    }),
    'leaves the evidence as it was': onEvidence(({ history, ...evidence }) => {
      const unchanged = guard(evidence);
      make().examine({ ...evidence, ...(history && { history }) });
      unchanged();
    }),
  });
}

function findingsOf(examination: Examination): readonly Finding[] {
  return examination.kind === 'findings' ? examination.findings : [];
}

function usualEvidence(): readonly { readonly label: string; readonly evidence: Evidence }[] {
  const definition: JsonObject = { name: 'made-up', cv: { use: 'k-fold' }, steps: [{ use: 'dummy' }], seed: 1 };
  const tasks = (['classification', 'regression'] as const).map((task) => {
    const data = plantedData(seeded(task), 60, task);
    const folds: Fold[] = [{ train: positions(0, 40), test: positions(40, 60) }];
    return { label: `${task} data`, evidence: { definition, data, folds } };
  });
  const told = studies().map(({ label, events }) => ({
    label,
    evidence: { definition, history: eachWithHistory(events, () => undefined) },
  }));
  return [{ label: 'a definition alone', evidence: { definition } }, ...tasks, ...told];
}
