// What holds for every space, conditional and nested ones included.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration, Point, SearchSpace } from '../../../core/src/contracts/space.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { domains, parameter, parameterLists } from './spaces.js';

const RUNS = { seed: 1, numRuns: 300 };
const LARGEST = 20_000; // Spaces with more members are not gone through.

function samples(space: SearchSpace, seed: number, count = 20): readonly Point[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => space.sample(random));
}

function expectNear(found: Configuration, wanted: Configuration): void {
  expect(Object.keys(found)).toEqual(Object.keys(wanted));
  for (const [name, value] of Object.entries(wanted)) {
    const other = found[name];
    if (typeof value !== 'number') expect(other).toEqual(value);
    else expect(Math.abs((other as number) - value)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(value), 2e6));
  }
}

describe('any space', () => {
  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(parameterLists(false), fc.integer(), (parameters, seed) => {
        const space = buildSpace(parameters);
        for (const point of samples(space, seed)) {
          const configuration = space.decode(point);
          expectNear(space.decode(space.encode(configuration)), configuration);
        }
      }),
      RUNS,
    );
  });

  it('decodes exactly what it encoded when it is finite', () => {
    fc.assert(
      fc.property(parameterLists(true), fc.integer(), (parameters, seed) => {
        const space = buildSpace(parameters);
        for (const point of samples(space, seed)) {
          const configuration = space.decode(point);
          expect(space.decode(space.encode(configuration))).toEqual(configuration);
          expect(space.encode(configuration)).toEqual(point);
        }
      }),
      RUNS,
    );
  });

  it('draws members, the same ones from the same seed, with NaN exactly where a dimension is inactive', () => {
    fc.assert(
      fc.property(parameterLists(false), fc.integer(), (parameters, seed) => {
        const space = buildSpace(parameters);
        const points = samples(space, seed);
        expect(samples(space, seed)).toEqual(points);
        for (const point of points) {
          expect(space.has(space.decode(point))).toBe(true);
          expect(space.snap(point)).toEqual(point);
          expect(Array.from(point, Number.isNaN)).toEqual(space.dimensions.map((_, i) => !active(space, point, i)));
        }
      }),
      RUNS,
    );
  });

  it('snaps to the point of the configuration that is read there', () => {
    fc.assert(
      fc.property(parameterLists(false), fc.integer(), (parameters, seed) => {
        const space = buildSpace(parameters);
        const random = seeded(seed);
        for (let i = 0; i < 10; i++) {
          const anywhere = Float64Array.from(space.dimensions, () => random.next() * 1.2 - 0.1);
          const snapped = space.snap(anywhere);
          expect(space.snap(snapped)).toEqual(snapped);
          expect(space.decode(snapped)).toEqual(space.decode(anywhere));
          const encoded = space.encode(space.decode(anywhere));
          encoded.forEach((coordinate, d) => {
            if (Number.isNaN(coordinate)) expect(snapped[d]).toBeNaN();
            else expect(Math.abs(coordinate - (snapped[d] as number))).toBeLessThanOrEqual(1e-6); // Ranges as narrow as 1e-9 of the value.
          });
        }
      }),
      RUNS,
    );
  });

  it('yields every member of a finite space once, and says how many there are', () => {
    fc.assert(
      fc.property(parameterLists(true), (parameters) => {
        const space = buildSpace(parameters);
        expect(space.count()).toBe(space.size);
        fc.pre(space.size <= LARGEST);
        const seen = new Set<string>();
        for (const point of space.enumerate()) seen.add(JSON.stringify(space.decode(point)));
        expect(seen.size).toBe(space.size);
        for (const point of samples(space, 7)) expect(seen).toContain(JSON.stringify(space.decode(point)));
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  it('yields as many different members as it counts at any resolution', () => {
    fc.assert(
      fc.property(parameterLists(false), fc.integer({ min: 1, max: 5 }), (parameters, resolution) => {
        const space = buildSpace(parameters);
        const count = space.count(resolution);
        fc.pre(count <= LARGEST);
        const seen = new Set<string>();
        let yielded = 0;
        for (const point of space.enumerate(resolution)) {
          const configuration = space.decode(point);
          if (yielded++ < 50) expect(space.has(configuration)).toBe(true);
          seen.add(JSON.stringify(configuration));
        }
        expect([yielded, seen.size]).toEqual([count, count]);
      }),
      { ...RUNS, numRuns: 150 },
    );
  });
});

describe('any domain', () => {
  it('has its bounds at the ends of its coordinates, and nothing outside', () => {
    fc.assert(
      fc.property(domains(false), fc.double({ min: -2, max: 3, noNaN: true }), (domain, coordinate) => {
        const space = buildSpace([parameter('x', domain)]);
        const at = (u: number): number => space.decode(Float64Array.of(u))['x'] as number;
        expect(at(0) + 0).toBe(domain.low + 0); // -0 is 0 here.
        if (domain.step === undefined && domain.points !== 1) expect(at(1) + 0).toBe(domain.high + 0);
        expect(at(coordinate)).toBeGreaterThanOrEqual(domain.low);
        expect(at(coordinate)).toBeLessThanOrEqual(domain.high);
        if (domain.tune === 'int') expect(Number.isInteger(at(coordinate))).toBe(true);
        if (domain.step !== undefined) {
          const steps = (at(coordinate) - domain.low) / domain.step;
          expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
          expect(at(1) + domain.step).toBeGreaterThan(domain.high);
        }
      }),
      RUNS,
    );
  });

  it('rises with the coordinate', () => {
    const pair = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(domains(false), pair, (domain, [a, b]) => {
        const space = buildSpace([parameter('x', domain)]);
        const low = space.decode(Float64Array.of(Math.min(a, b)))['x'] as number;
        expect(space.decode(Float64Array.of(Math.max(a, b)))['x']).toBeGreaterThanOrEqual(low);
      }),
      RUNS,
    );
  });
});

/** Activity as the contract says it, from the decoded cells of the parents. */
function active(space: SearchSpace, point: Point, index: number): boolean {
  return (space.dimensions[index]?.conditions ?? []).every(({ parent, among }) => {
    const levels = space.dimensions[parent]?.levels as number;
    return active(space, point, parent) && among.includes(Math.floor((point[parent] as number) * levels));
  });
}
