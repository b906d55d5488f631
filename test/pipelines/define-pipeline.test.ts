import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  choice,
  createStudy,
  DefinedPipeline,
  definePipeline,
  float,
  int,
  isProblem,
  Metric,
  parseDefinition,
  readDefinition,
  Scaler,
  batteries,
  type FittedTransformer,
  type Json,
  type Table,
  type Target,
} from 'tunewright';
import { StandardScaler, Svc } from '@tunewright/learning';
import Type, { type Static } from 'typebox';
import { describe, expect, it } from 'vitest';
import * as shipped from './shipped-definitions.js';

const Params = Type.Object(
  { times: Type.Number({ default: 1, description: 'Factor.' }) },
  { additionalProperties: false },
);

@Scaler({ name: 'multiplier', summary: 'Multiply by a number.', params: Params })
class Multiplier {
  constructor(private readonly params: Static<typeof Params>) {}
  fit(): FittedTransformer {
    return this.restore(this.params.times);
  }
  restore(state: Json): FittedTransformer {
    const times = state as number;
    return {
      transform: (rows: Table) => ({ ...rows, values: rows.values.map((value) => value * times) }),
      toJSON: () => times,
    };
  }
}

const None = Type.Object({}, { additionalProperties: false });

@Metric({ name: 'hits', summary: 'Count.', params: None, goal: 'maximize', needs: 'values', tasks: ['classification'] })
class Hits {
  score(truth: Target, { values }: { readonly values: Float64Array }): number {
    return values.filter((value, i) => value === truth.values[i]).length;
  }
}

describe('what definePipeline writes', () => {
  it('is the JSON that a file would hold', () => {
    const { json, plugins } = definePipeline({
      data: { use: 'iris' },
      steps: [
        { id: 'first', choose: [{ use: Multiplier, times: float(1, 2) }, { use: 'passthrough' }] },
        { use: Svc, C: float(0.1, 10, { log: true }), degree: int(2, 3), gamma: choice(['scale', float(1, 2)]) },
      ],
      cv: { use: 'repeated', splitter: { use: 'k-fold' } },
    });
    expect(json).toStrictEqual({
      data: { use: 'iris' },
      steps: [
        {
          id: 'first',
          choose: [{ use: 'multiplier', times: { tune: 'float', low: 1, high: 2 } }, { use: 'passthrough' }],
        },
        {
          use: 'svc',
          C: { tune: 'float', low: 0.1, high: 10, log: true },
          degree: { tune: 'int', low: 2, high: 3 },
          gamma: { choose: ['scale', { tune: 'float', low: 1, high: 2 }] },
        },
      ],
      cv: { use: 'repeated', splitter: { use: 'k-fold' } },
    });
    expect(plugins).toEqual([Multiplier, Svc]);
  });

  it.each([
    ['blood-pressure-groups', shipped.bloodPressure],
    ['electricity-time-series', shipped.electricity],
    ['iris-svc-narrow-grid', shipped.narrowGrid],
    ['loans-categories-and-gaps', shipped.loans],
    ['seed-scaling-as-written', shipped.fourRows],
    ['wine-models', shipped.wineModels],
  ])('%s is the study of its file', (name, { json }) => {
    const file = resolve(import.meta.dirname, `../../pipelines/definitions/${name}.json`);
    const filed = readDefinition(parseDefinition(readFileSync(file, 'utf8')), batteries());
    expect(readDefinition(json, batteries()).identity).toBe(filed.identity);
  });

  it('leaves out keys that are undefined', () => {
    // @ts-expect-error: only programs without exactOptionalPropertyTypes may write this
    const { json } = definePipeline({ name: undefined, space: { x: float(0, 1) } });
    expect(json).toStrictEqual({ space: { x: { tune: 'float', low: 0, high: 1 } } });
  });
});

describe('createStudy', () => {
  it('runs a defined pipeline with its classes, and no other option', async () => {
    const pipeline = definePipeline({
      data: { use: 'iris' },
      steps: [{ use: Multiplier, times: float(1, 3, { points: 3 }) }, { use: StandardScaler }, { use: 'svc' }],
      metrics: [{ use: Hits }, { use: 'accuracy' }],
      search: { use: 'grid' },
    });
    expect(pipeline).toBeInstanceOf(DefinedPipeline);
    const { best, counts } = await (await createStudy(pipeline)).run();
    expect(counts.finished).toBe(3);
    expect(best?.score).toBeGreaterThan(25);
    expect(batteries().find('scaler', 'multiplier')).toBeUndefined();
  });

  it('says what is wrong with a class or a value', async () => {
    class Nothing {}
    const wrong = definePipeline({
      data: { use: 'iris' },
      // @ts-expect-error: no plugin
      steps: [{ use: Nothing }, { use: 'svc' }],
    });
    const problem: unknown = await createStudy(wrong).catch((error: unknown) => error);
    expect(isProblem(problem) && problem.complaints[0]?.text).toContain('the class or function "Nothing"');

    const outside = definePipeline({ data: { use: 'iris' }, steps: [{ use: 'svc', C: float(-1, 1) }] });
    const bounds: unknown = await createStudy(outside).catch((error: unknown) => error);
    expect(isProblem(bounds) && bounds.complaints[0]?.pointer).toBe('/steps/0/C');
  });
});
