// Brings a conductor to where a stored study stood, by the same calls that the live study made.
import type { StudyEvent, TrialProposed } from '../contracts/events.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { canonical } from '../numeric/canonical.js';
import type { Conductor } from './conductor.js';

/** Throws a {@link Problem} when the searcher does not propose today what it proposed then. */
export function replay(past: readonly StudyEvent[], conductor: Conductor): void {
  for (const event of past) {
    if (event.type === 'trial-proposed') repropose(event, conductor);
    else conductor.record(event);
  }
}

function repropose(event: TrialProposed, conductor: Conductor): void {
  const step = conductor.next(event.at);
  const today = step.kind === 'trial' ? step.trial.proposed : undefined;
  const same = today?.trial === event.trial && canonical(today.configuration) === canonical(event.configuration);
  if (!same)
    throw new Problem([
      complain('replayDiffers', {
        trial: event.trial,
        then: JSON.stringify(event.configuration),
        now: today ? JSON.stringify(today.configuration) : step.kind,
      }),
    ]);
}
