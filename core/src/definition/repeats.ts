// How often each configuration is measured: `3` or `{ "times": 5, "aggregate": "trimmed", "share": 0.2 }`.
import type { JsonObject } from '../contracts/json.js';
import type { Manifest } from '../plugin/manifest.js';
import type { Repeats } from '../contracts/work.js';
import { ONCE, trimmed, USUAL_SHARE } from '../study/repeats.js';
import type { Complaints } from './complaints.js';
import type { Shell } from './shell.js';
import { partsOf, type Step } from './steps.js';

/** Once, where nothing is said or what is said is not sound. */
export function readRepeats(shell: Shell, complaints: Complaints): Repeats {
  const said = shell.value<number | (Partial<Repeats> & JsonObject)>('repeats');
  if (said === undefined || complaints.touch('/repeats')) return ONCE;
  const { times = 1, aggregate = 'mean', share } = typeof said === 'number' ? { times: said } : said;
  if (aggregate !== 'trimmed') {
    if (share !== undefined) complaints.add('shareOfNothing', '/repeats/share', { aggregate });
    return { times, aggregate };
  }
  const cut = share ?? USUAL_SHARE;
  const least = leastTrimmed(cut);
  if (times < least) complaints.add('trimsNothing', '/repeats', { times, share: cut, least });
  return { times, aggregate, share: cut };
}

function leastTrimmed(share: number): number {
  let times = 1;
  while (trimmed(times, share) === 0) times++;
  return times;
}

/** A model that draws no random numbers scores the same however often it is fitted to a fold. */
export function checkRepeats({ times }: Repeats, last: Step | undefined, complaints: Complaints): void {
  if (times === 1 || last === undefined || complaints.touch(last.pointer)) return;
  const estimators = partsOf(last).map(({ manifest }) => manifest as Manifest<'estimator'>);
  if (estimators.length === 0 || estimators.some(({ stochastic }) => stochastic)) return;
  complaints.add('nothingVaries', '/repeats', { estimators: estimators.map(({ name }) => name), times });
}
