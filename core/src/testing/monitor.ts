// What every monitor promises: to survive whatever a study tells it.
import assert from 'node:assert/strict';
import type { History } from '../contracts/history.js';
import type { MonitorPlugin } from '../contracts/monitor.js';
import { StudyHistory } from '../study/history.js';
import { inCaseAsync, inTime, lawsOf, type Checks } from './check.js';
import { guard } from './samples.js';
import { eachWithHistory, studies, type LabelledStudy } from './studies.js';
import type { Law } from './law.js';
import type { Subject } from './subject.js';

const PATIENCE = 5000; // ms

export function monitorLaws({ make }: Subject<'monitor'>): readonly Law[] {
  const surviving = studies().map((study) => [`survives ${study.label}`, () => watch(make(), study)] as const);
  return lawsOf({
    ...(Object.fromEntries(surviving) as Checks),
    'can be closed before anything happened': async () => {
      await close(make(), new StudyHistory());
    },
    'leaves events as they were': async () => {
      for (const study of studies()) {
        await inCaseAsync(study.label, async () => {
          const unchanged = guard({ events: study.events });
          await watch(make(), study);
          unchanged();
        });
      }
    },
    'has nothing that must be waited for after an event': () => {
      // A promise that nobody waits for may be rejected unseen, and the study would outrun it.
      const monitor: { next(...given: readonly unknown[]): unknown } = make();
      const [{ events }] = studies() as [LabelledStudy];
      eachWithHistory(events, (...given) => assert.equal(monitor.next(...given), undefined));
    },
    'watches one study without knowing of another': async () => {
      const [first, second] = [make(), make()];
      const [study] = studies() as [LabelledStudy];
      const other = new StudyHistory();
      const history = eachWithHistory(study.events, (event, now) => {
        first.next(event, now);
        other.record(event);
        second.next(event, other);
      });
      await close(first, history);
      await close(second, other);
    },
  });
}

async function watch(monitor: MonitorPlugin, { events }: LabelledStudy): Promise<void> {
  const history = eachWithHistory(events, (event, now) => monitor.next(event, now));
  await close(monitor, history);
}

async function close(monitor: MonitorPlugin, history: History): Promise<void> {
  const closing = async () => monitor.close(history);
  await inTime(closing(), PATIENCE, 'Closing');
}
