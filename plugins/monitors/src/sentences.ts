// One line for each event that a user is told about.
import type { Found, History, Noticed, TrialEnd, TrialFailed } from '@tunewright/core';
import { number, parametersText } from './format.js';
import { rankingMetric } from './ranking.js';

export function noticeText({ code, trial, text }: Noticed): string {
  return `${code}${trial === undefined ? '' : `, trial ${trial}`}: ${text}`;
}

export function findingText({ finding }: Found): string {
  return `${finding.severity} ${finding.code}: ${finding.message}`;
}

export function failureText({ trial, failure }: TrialFailed): string {
  return `trial ${trial} failed, ${failure.cause}: ${failure.message}`;
}

/** `trial 43 finished  0.98667 accuracy  12 ms  svc.C=1.6681` */
export function trialText(event: TrialEnd, history: History): string {
  const state = event.type.slice('trial-'.length);
  const parts = [`trial ${event.trial} ${state}`, outcome(event, history), `${Math.round(event.milliseconds)} ms`];
  return [...parts, parametersText(history.trial(event.trial).configuration)].filter((part) => part !== '').join('  ');
}

function outcome(event: TrialEnd, history: History): string {
  if (event.type === 'trial-failed') return `${event.failure.cause}: ${event.failure.message}`;
  const metric = rankingMetric(history)?.name ?? '';
  const score = event.scores[metric];
  return score === undefined ? '' : `${number(score)} ${metric}`;
}
