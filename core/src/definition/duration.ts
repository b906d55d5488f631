// `"90s"`, `"1.5h"` → milliseconds.
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What a duration looks like, as a JSON Schema says it: more than 0, with a unit. */
/** Texts such as `90s` and `1.5h`: a positive number and one of ms, s, m, h, d. For the `pattern` of a schema. */
export const DURATION_PATTERN = '^(?!0+(\\.0+)?[a-z])\\d{1,9}(\\.\\d{1,9})?(ms|s|m|h|d)$';

/** Infinity for no duration. Takes what matches {@link DURATION_PATTERN}. */
export function milliseconds(duration: string | undefined): number {
  const [, amount, unit] = /^([\d.]+)([a-z]+)$/.exec(duration ?? '') ?? [];
  return amount === undefined || unit === undefined ? Infinity : Number(amount) * (UNITS[unit] as number);
}
