// The learning rate over a training. Pure.
import type { ScheduleParams } from './training-schema.js';

/** The learning rate after so many epochs (with fractions: it changes from batch to batch). */
export type Rate = (epochs: number) => number;

/** @param epochs Length of the whole training: a paused one goes on as if it had not been paused. */
export function rateOf(full: number, params: ScheduleParams, epochs: number): Rate {
  const { warmUp = 0 } = params;
  const fall = fallOf(params, Math.max(epochs - warmUp, 0));
  return (at) => full * (at < warmUp ? at / warmUp : fall(at - warmUp));
}

function fallOf({ type = 'constant', every = 10, factor, floor = 0 }: ScheduleParams, epochs: number): Rate {
  switch (type) {
    case 'constant':
      return () => 1;
    case 'step':
      return (at) => (factor ?? 0.5) ** Math.floor(at / every);
    case 'exponential':
      return (at) => (factor ?? 0.95) ** at;
    case 'cosine':
      // Loshchilov & Hutter 2017 (SGDR), eq. 5, without restarts.
      return (at) => floor + ((1 - floor) / 2) * (1 + Math.cos(Math.PI * Math.min(1, at / Math.max(epochs, 1e-12))));
  }
}
