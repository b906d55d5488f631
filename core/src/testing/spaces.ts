// Search spaces for the suites: every kind of dimension, conditions, and the extremes.
import type { Configuration, Point, SearchSpace } from '../contracts/space.js';
import { ConstrainedSpace } from '../space/constrained.js';
import type { NumericDomain, Parameter } from '../space/parameter.js';
import { buildSpace } from '../space/space.js';

const float = (low: number, high: number, more: Partial<NumericDomain> = {}): NumericDomain => ({
  tune: 'float',
  low,
  high,
  log: false,
  ...more,
});
const int = (low: number, high: number, more: Partial<NumericDomain> = {}): NumericDomain => ({
  ...float(low, high, more),
  tune: 'int',
});
const words = (ordered: boolean, ...values: readonly string[]) => ({
  alternatives: values.map((value) => ({ value })),
  ordered,
});
const always = (name: string, domain: Parameter['domain']): Parameter => ({ name, domain, when: [] });

const mixed: readonly Parameter[] = [
  always('rate', float(1e-4, 1, { log: true })),
  always('share', float(0, 1, { step: 0.1 })),
  always('depth', int(1, 9)),
  always('width', int(1, 1000, { log: true })),
  always('layers', int(2, 12, { step: 5 })),
  always('power', float(0.01, 100, { log: true, points: 5 })),
  always('activation', words(false, 'relu', 'tanh', 'gelu')),
  always('size', words(true, 'small', 'medium', 'large')),
];

const conditional: readonly Parameter[] = [
  always('kernel', words(false, 'rbf', 'poly', 'linear')),
  always('C', float(1e-3, 1e3, { log: true })),
  {
    name: 'gamma',
    domain: { alternatives: [{ value: 'scale' }, { domain: float(1e-4, 10, { log: true }) }], ordered: false },
    when: [{ parameter: 'kernel', among: [0, 1] }],
  },
  { name: 'degree', domain: int(2, 5), when: [{ parameter: 'kernel', among: [1] }] },
];

/** 8 configurations. */
const small: readonly Parameter[] = [
  always('kernel', words(false, 'poly', 'linear')),
  { name: 'degree', domain: int(2, 4), when: [{ parameter: 'kernel', among: [0] }] },
  always('scaled', words(false, 'yes', 'no')),
];

/** Half of the square, cut along a diagonal. */
const triangle: readonly Parameter[] = [always('x', float(0, 1)), always('y', float(0, 1)), always('n', int(1, 4))];

export interface LabelledSpace {
  readonly label: string;
  readonly space: SearchSpace;
}

export const mixedSpace = (): SearchSpace => buildSpace(mixed);
export const smallSpace = (): SearchSpace => buildSpace(small);

export function ordinarySpaces(extra: SearchSpace | undefined): readonly LabelledSpace[] {
  return [
    { label: 'one float', space: buildSpace([always('x', float(-5, 5))]) },
    { label: 'every kind of domain', space: mixedSpace() },
    { label: 'conditions and a nested domain', space: buildSpace(conditional) },
    { label: '8 configurations', space: smallSpace() },
    ...(extra === undefined ? [] : [{ label: 'the given space', space: extra }]),
  ];
}

export function constrainedSpace(): SearchSpace {
  const holds = ({ x, y }: Configuration): boolean => (x as number) <= (y as number);
  return new ConstrainedSpace(buildSpace(triangle), [{ text: 'x <= y', holds }]);
}

export function extremeSpaces(): readonly LabelledSpace[] {
  return [
    { label: 'one point', space: buildSpace([always('x', int(3, 3)), always('y', words(false, 'only'))]) },
    { label: 'no dimensions', space: buildSpace([]) },
  ];
}

export function hugeSpace(): SearchSpace {
  const domains = mixed.map(({ domain }) => domain);
  const parameters = Array.from({ length: 1000 }, (_, i) =>
    always(`p${i}`, domains[i % domains.length] as Parameter['domain']),
  );
  return buildSpace(parameters);
}

/** A smooth loss with its least value inside the cube: inactive dimensions cost nothing. */
export function bowl(point: Point): number {
  let sum = 0;
  for (const coordinate of point) if (!Number.isNaN(coordinate)) sum += (coordinate - 0.3) ** 2;
  return sum;
}
