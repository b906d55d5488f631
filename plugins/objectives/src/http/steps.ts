// Intermediate scores among the lines of an answer: `{ "step": 3, "value": 0.9 }`, or numbers by name beside the step.
import { TrialFailure, type ObjectiveContext, type Reported } from '@tunewright/core';

export interface Step {
  readonly step: number;
  readonly values: Reported;
}

/** How far the trial's steps have been told. */
export interface Progress {
  told: number;
}

/**
 * undefined for a line that is no step. Throws a TrialFailure for one without numbers.
 *
 * @param metric What `value` is a value of.
 */
export function stepIn(line: string, metric: string, show: (text: string) => string): Step | undefined {
  const found = parsed(line);
  if (typeof found?.['step'] !== 'number') return undefined;
  const { step, ...members } = found;
  const numbers = Object.entries(members).flatMap(([name, value]): [string, number][] =>
    typeof value === 'number' ? [[name === 'value' ? metric : name, value]] : [],
  );
  if (numbers.length > 0) return { step, values: Object.fromEntries(numbers) };
  throw new TrialFailure('invalid', `A line with a step needs a number, as "value" or by name: ${show(line)}`);
}

/** Throws when the trial has been stopped by what was told. */
export function tellStep({ step, values }: Step, context: ObjectiveContext, progress: Progress): void {
  if (step >= 1 && step <= progress.told) return;
  context.report(step, values);
  progress.told = step;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
