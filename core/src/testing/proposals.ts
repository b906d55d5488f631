// Whether a proposal is one that a study can carry out.
import assert from 'node:assert/strict';
import type { Origin, Proposal } from '../contracts/searcher.js';
import type { Point, SearchSpace } from '../contracts/space.js';

const ORIGINS: Readonly<Record<Origin, true>> = {
  start: true,
  initial: true,
  grid: true,
  random: true,
  model: true,
  evolution: true,
  control: true,
  promotion: true,
  user: true,
};

// A coordinate may differ from its cell's by rounding, no more.
const ROUNDING = 1e-12;

/** In the unit cube, and a configuration that the space has. */
export function demandMember(space: SearchSpace, { point }: Proposal): void {
  assert.ok(point instanceof Float64Array, 'A point should be a Float64Array.');
  assert.equal(
    point.length,
    space.dimensions.length,
    `${text(point)}: there should be a coordinate for each dimension.`,
  );
  for (const coordinate of point) {
    assert.ok(
      Number.isNaN(coordinate) || (coordinate >= 0 && coordinate <= 1),
      `${text(point)}: ${coordinate} is not in [0, 1].`,
    );
  }
  const configuration = space.decode(point);
  assert.ok(space.has(configuration), `${JSON.stringify(configuration)} is no configuration of the space.`);
}

/** Every active coordinate is one that decodes to itself. */
export function demandCells(space: SearchSpace, { point }: Proposal): void {
  const snapped = space.snap(point);
  for (const [i, { name }] of space.dimensions.entries()) {
    const [found, cell] = [point[i] as number, snapped[i] as number];
    if (Number.isNaN(cell)) continue;
    assert.ok(
      Math.abs(found - cell) <= ROUNDING,
      `${text(point)}: "${name}" should be at ${cell}, but is at ${found}.`,
    );
  }
}

export function demandInactive(space: SearchSpace, { point }: Proposal): void {
  const snapped = space.snap(point);
  for (const [i, { name }] of space.dimensions.entries()) {
    const inactive = Number.isNaN(snapped[i]);
    const state = inactive ? 'inactive, so its coordinate should be NaN' : 'active, so it needs a coordinate';
    assert.equal(Number.isNaN(point[i]), inactive, `${text(point)}: "${name}" is ${state}.`);
  }
}

export function demandReasons(_: SearchSpace, { origin, belief, fallback }: Proposal): void {
  assert.ok(origin in ORIGINS, `"${origin}" is no origin; there are ${Object.keys(ORIGINS).join(', ')}.`);
  if (belief !== undefined) {
    const possible = Number.isFinite(belief.mean) && Number.isFinite(belief.sd) && belief.sd >= 0;
    assert.ok(possible, `It believes in a mean of ${belief.mean} and a standard deviation of ${belief.sd}.`);
  }
  if (fallback !== undefined) {
    assert.match(fallback.code, /^[a-z]+(-[a-z]+)*$/, 'The code of a fallback is in kebab case.');
    assert.notEqual(fallback.text, '', 'A fallback says what happened.');
  }
}

function text(point: Point): string {
  return `[${point.subarray(0, 10).join(', ')}${point.length > 10 ? ', …' : ''}]`;
}
