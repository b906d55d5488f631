// Names that definitions give: ids of components, names of parameters.
import type { Complaints } from './complaints.js';
import { FORBIDDEN_KEYS } from './plain-json.js';

/** `logistic-regression` → `logisticRegression`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const ALLOWED = `(?!(${[...FORBIDDEN_KEYS].join('|')})$)`;

/** Letters and digits, a letter first. */
export const ID_PATTERN = `^${ALLOWED}[A-Za-z][A-Za-z0-9]{0,79}$`;

/** Names of members of `space` may also contain `_`, `-` and `.`. */
export const PARAMETER_NAME_PATTERN = `^${ALLOWED}[A-Za-z_][\\w.-]{0,99}$`;

const id = new RegExp(ID_PATTERN, 'u');
const parameterName = new RegExp(PARAMETER_NAME_PATTERN, 'u');

export function isId(text: unknown): text is string {
  return typeof text === 'string' && id.test(text);
}

export function isParameterName(text: string): boolean {
  return parameterName.test(text);
}

/** Two components of a list may not go by the same name. */
export function refuseDuplicates(
  named: readonly { readonly id: string; readonly pointer: string }[],
  complaints: Complaints,
): void {
  const first = new Map<string, string>();
  for (const { id, pointer } of named) {
    const twin = first.get(id);
    if (twin === undefined) first.set(id, pointer);
    else if (id !== '') complaints.add('duplicateId', pointer, { id, first: twin });
  }
}
