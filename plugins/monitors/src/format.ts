// Numbers, times and parameters as text. Pure, without colors.
import type { Configuration, Value } from '@tunewright/core';
import { harmless } from './text.js';

/** Five significant digits; whole numbers in full. */
export function number(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(5)));
}

/** Numbers to stand below each other: as `number`, with equally many decimals. */
export function decimalsOf(values: readonly number[]): number {
  return Math.max(0, ...values.map((value) => number(value).split('.')[1]?.length ?? 0));
}

/** Very large and very small numbers have an exponent, and no common number of decimals with others. */
export function fixed(value: number, decimals: number): string {
  const text = number(value);
  return text.includes('e') || !Number.isFinite(value) ? text : value.toFixed(Math.min(decimals, 20));
}

/** `12345` as `12,345`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 trial`, `2 trials`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A running time that changes while it is looked at: `00:03`, `1:02:03`. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000)) || 0;
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A time to remember: `350 ms`, `3.2 s`, `2:05 min`, `1:02:03 h`. */
export function duration(milliseconds: number): string {
  if (!(milliseconds >= 999.5)) return `${Math.round(milliseconds) || 0} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const rounded = Math.round(milliseconds / 1000) * 1000;
  return `${clockTime(rounded).replace(/^0/, '')} ${rounded < 3_600_000 ? 'min' : 'h'}`;
}

/** Milliseconds of one trial, in a column of them. */
export function trialTime(milliseconds: number): string {
  return milliseconds < 9.95 ? milliseconds.toFixed(1) : count(Math.round(milliseconds));
}

/** The value of a parameter. */
export function valueText(value: Value): string {
  if (typeof value === 'number') return number(value);
  return harmless(typeof value === 'string' ? value : JSON.stringify(value));
}

/** `svc.C=1.6681 svc.gamma=0.12915` */
export function parametersText(configuration: Configuration): string {
  return Object.entries(configuration)
    .map(([name, value]) => `${harmless(name)}=${valueText(value)}`)
    .join(' ');
}
