// Parameters by hand and by chance, for the tests of spaces.
import fc from 'fast-check';
import type { Alternative, Choice, NumericDomain, Parameter } from '../../../core/src/space/parameter.js';

export function float(low: number, high: number, more: Partial<NumericDomain> = {}): NumericDomain {
  return { tune: 'float', low, high, log: false, ...more };
}

export function int(low: number, high: number, more: Partial<NumericDomain> = {}): NumericDomain {
  return { tune: 'int', low, high, log: false, ...more };
}

/** Plain values and domains (objects with `tune`) as alternatives. */
export function choose(...items: readonly (NumericDomain | string | number | boolean | null)[]): Choice {
  const alternatives = items.map((item): Alternative =>
    typeof item === 'object' && item !== null ? { domain: item } : { value: item },
  );
  return { alternatives, ordered: false };
}

export function parameter(name: string, domain: NumericDomain | Choice, when: Parameter['when'] = []): Parameter {
  return { name, domain, when };
}

/** A support vector classifier: two conditions, one nested domain. */
export const svc: readonly Parameter[] = [
  parameter('svc.degree', int(2, 5), [{ parameter: 'svc.kernel', among: [1] }]),
  parameter('svc.kernel', choose('rbf', 'poly', 'linear')),
  parameter('svc.C', float(0.001, 1000, { log: true })),
  parameter('svc.gamma', choose('scale', float(1e-4, 10, { log: true })), [{ parameter: 'svc.kernel', among: [0, 1] }]),
];

const finiteDomain: fc.Arbitrary<NumericDomain> = fc.oneof(
  fc
    .record({ low: fc.integer({ min: -50, max: 50 }), width: fc.nat(12), step: fc.integer({ min: 1, max: 4 }) })
    .map(({ low, width, step }) => int(low, low + width, { step })),
  fc
    .record({ low: fc.integer({ min: 1, max: 50 }), width: fc.nat(40), step: fc.integer({ min: 1, max: 9 }) })
    .map(({ low, width, step }) => int(low, low + width, { step, log: true })),
  fc
    .record({ low: fc.integer({ min: -30, max: 30 }), steps: fc.nat(6), step: fc.integer({ min: 1, max: 30 }) })
    .map(({ low, steps, step }) => float(low / 10, (low + steps * step) / 10, { step: step / 10 })),
  fc
    .record({
      tune: fc.constantFrom('float', 'int'),
      low: fc.integer({ min: 1, max: 9 }),
      width: fc.nat(900),
      points: fc.integer({ min: 1, max: 6 }),
      log: fc.boolean(),
    })
    .map(({ tune, low, width, points, log }) => ({ tune, low, high: low + width, points, log })),
);

const continuousDomain: fc.Arbitrary<NumericDomain> = fc.oneof(
  fc
    .record({
      low: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      width: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    })
    .map(({ low, width }) => float(low, low + width)),
  fc
    .record({ low: fc.integer({ min: -12, max: 5 }), decades: fc.integer({ min: 1, max: 9 }) })
    .map(({ low, decades }) => float(10 ** low, 10 ** (low + decades), { log: true })),
);

/** Any numeric domain; only finite ones, if asked. */
export function domains(finite: boolean): fc.Arbitrary<NumericDomain> {
  return finite ? finiteDomain : fc.oneof(finiteDomain, continuousDomain);
}

// One nested domain a choice and no number beside it: no configuration then has two points.
function choices(finite: boolean): fc.Arbitrary<Choice> {
  return fc
    .record({
      words: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', null, true), { minLength: 1, maxLength: 4 }),
      nested: fc.option(domains(finite), { nil: undefined }),
      at: fc.nat(4),
      ordered: fc.boolean(),
    })
    .map(({ words, nested, at, ordered }) => {
      const { alternatives } = choose(...words);
      const inside = nested === undefined ? alternatives : [...alternatives];
      if (nested !== undefined) (inside as Alternative[]).splice(at % (words.length + 1), 0, { domain: nested });
      return { alternatives: inside, ordered };
    });
}

/** Up to `most` parameters, some of which depend on one or two choices that may be listed before or after them. */
export function parameterLists(finite: boolean, most = 5): fc.Arbitrary<readonly Parameter[]> {
  const domain = fc.oneof({ weight: 3, arbitrary: choices(finite) }, { weight: 2, arbitrary: domains(finite) });
  const drafts = fc.array(
    fc.record({ domain, parents: fc.array(fc.record({ back: fc.nat(4), mask: fc.nat(31) }), { maxLength: 2 }) }),
    { maxLength: most },
  );
  return fc.record({ drafts, reversed: fc.boolean() }).map(({ drafts: list, reversed }) => {
    const parameters = list.map((draft, i): Parameter => {
      const when = draft.parents.flatMap(({ back, mask }) => {
        const parent = list[i - 1 - back]?.domain;
        if (parent === undefined || !('alternatives' in parent)) return [];
        const among = parent.alternatives.flatMap((_, k) => ((mask >> k) & 1 ? [k] : []));
        return [{ parameter: `p${i - 1 - back}`, among }];
      });
      return { name: `p${i}`, domain: draft.domain, when };
    });
    return reversed ? parameters.reverse() : parameters;
  });
}
