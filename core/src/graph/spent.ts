// A budget that is spent: what the log says of it.
import type { Decided, StudyEvent } from '../contracts/events.js';
import type { Budget } from '../definition/pipeline.js';

/** Which budget, as opposed to that of trials, which everybody can count. */
export type Spent = 'cost' | 'time';

const REASONS: Readonly<Record<Spent, string>> = {
  cost: 'the cost of the budget is spent',
  time: 'the time of the budget is spent',
};

/** Why no further trial begins, where a log tells that a budget is spent. */
export function reasonIn(past: readonly StudyEvent[]): string | undefined {
  for (const event of past)
    if (event.type === 'decided' && event.code !== 'selected')
      return REASONS[event.code === 'cost-spent' ? 'cost' : 'time'];
  return undefined;
}

export function spentEvent(spent: Spent, { milliseconds, cost, unit }: Budget, at: number): Decided {
  const whole = spent === 'time' ? `${milliseconds} ms` : unit === undefined ? `${cost}` : `${cost} ${unit}`;
  const text = `The ${whole} of budget.${spent} are spent: no further trial is begun.`;
  return { type: 'decided', at, code: `${spent}-spent`, text };
}
