// What the pictures of both kinds of study have in common.
import type { Pipeline } from '../definition/pipeline.js';
import { timeWords } from './words.js';

/** Draws the stoppers behind the metrics; `reporter` is what reports values while it is evaluated. */
export type DrawStoppers = (reporter: string) => void;

/** The title of the frame around a trial. */
export function trialWords({ run }: Pipeline, parts: string): string {
  return `each trial${run.timeout === Infinity ? '' : ` (at most ${timeWords(run.timeout)})`}: ${parts}`;
}

export function metricLines({ metrics }: Pipeline): readonly string[] {
  return metrics.map(({ info: { name, goal, objective } }) => `${name}: ${objective ? goal : 'recorded'}`);
}
