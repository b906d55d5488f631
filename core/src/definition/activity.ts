// Whether a parameter matters, given what its plugin's schema says of a sibling it depends on.
import type { Json } from '../contracts/json.js';
import type { Activity } from '../space/parameter.js';
import type { Node, Pick } from './node.js';
import { fullAlternative } from './readings.js';

export type Dependence =
  | { readonly kind: 'always' }
  | { readonly kind: 'never'; readonly found: readonly Json[] }
  | { readonly kind: 'while'; readonly condition: Activity };

const ALWAYS: Dependence = { kind: 'always' };

/** @param values The values of the sibling that give the parameter a meaning. */
export function activityOf(sibling: Node | undefined, values: readonly unknown[]): Dependence {
  switch (sibling?.kind) {
    case 'fixed':
      return values.includes(sibling.value) ? ALWAYS : { kind: 'never', found: [sibling.value] };
    case 'pick':
      return ofChoice(sibling, values);
    case 'reference':
      return activityOf(sibling.to, values);
    case 'switch':
      return ofUses(
        sibling.name,
        sibling.parts.map((part) => part.manifest.name),
        values,
      );
    case 'part':
      return values.includes(sibling.manifest.name) ? ALWAYS : { kind: 'never', found: [sibling.manifest.name] };
    default:
      // Numbers that are tuned, and siblings that are at fault themselves, are given the benefit of the doubt.
      return ALWAYS;
  }
}

function ofChoice({ name, choice }: Pick, values: readonly unknown[]): Dependence {
  const fits = choice.alternatives.map((alternative) => 'domain' in alternative || values.includes(alternative.value));
  return dependence(name, fits, choice.alternatives.map(fullAlternative));
}

function ofUses(name: string, uses: readonly string[], values: readonly unknown[]): Dependence {
  return dependence(
    name,
    uses.map((use) => values.includes(use)),
    uses,
  );
}

function dependence(parameter: string, fits: readonly boolean[], found: readonly Json[]): Dependence {
  if (fits.every(Boolean)) return ALWAYS;
  if (!fits.some(Boolean)) return { kind: 'never', found };
  return { kind: 'while', condition: { parameter, among: fits.flatMap((fit, i) => (fit ? [i] : [])) } };
}
