import { PowerTransformer } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.js';
import { expectNear, fitOn, gapped, golden, keepsContract, restored, type RowsWithGaps } from './transformers.js';

const { train, heldOut, lambdas, cases } = golden.power;
interface State {
  readonly lambdas: readonly number[];
}

describe('power-transformer', () => {
  keepsContract(PowerTransformer, [{}, { standardize: false }]);

  it('finds the powers that scikit-learn finds', () => {
    const found = (
      fitOn(new PowerTransformer({ standardize: true }), tableOf(gapped(train))).toJSON() as never as State
    ).lambdas;
    // Both searches end within about 1e-8, relative, of the best.
    found.forEach((lambda, k) => expect(Math.abs(lambda / (lambdas[k] as number) - 1)).toBeLessThan(1e-6));
  });

  it('gives what scikit-learn gives', () => {
    const plugin = new PowerTransformer({ standardize: true });
    const fitted = fitOn(plugin, tableOf(gapped(train)));
    const moved = rowsOf(fitted.transform(tableOf(gapped(heldOut))));
    // As near as the powers are.
    expectNear(moved, cases.find(({ standardize }) => standardize)?.gives as RowsWithGaps, 1e-6);
    expect(rowsOf(restored(plugin, fitted).transform(tableOf(gapped(heldOut))))).toEqual(moved);
  });

  it('gives the same to 1e-9 with the same powers', () => {
    const none = lambdas.map(() => 0);
    const state = { columns: lambdas.map((_, k) => k), lambdas, centers: none, scales: lambdas.map(() => 1) };
    const fitted = new PowerTransformer({ standardize: false }).restore(state);
    const gives = cases.find(({ standardize }) => !standardize)?.gives as RowsWithGaps;
    expectNear(rowsOf(fitted.transform(tableOf(gapped(heldOut)))), gives);
  });

  it.each([
    { lambda: 0, gives: [-1.5, Math.log(2)] },
    { lambda: 1, gives: [-1, 1] },
    { lambda: 2, gives: [-Math.log(2), 1.5] },
  ])('has the power $lambda', ({ lambda, gives }) => {
    const state = { columns: [0], lambdas: [lambda], centers: [0], scales: [1] };
    const fitted = new PowerTransformer({ standardize: false }).restore(state);
    expectNear(
      rowsOf(fitted.transform(tableOf([[-1], [1]]))),
      gives.map((value) => [value]),
    );
  });

  it.each([
    { when: 'constant', values: [3, 3, 3] },
    { when: 'without any value', values: [Number.NaN, Number.NaN] },
    { when: 'too wide for any power', values: [1e300, -1e300, 1e250] },
  ])('leaves a column that is $when its power', ({ values }) => {
    const fitted = fitOn(new PowerTransformer({ standardize: false }), tableOf(values.map((value) => [value])));
    expect(fitted.toJSON()).toMatchObject({ lambdas: [1] });
  });
});
