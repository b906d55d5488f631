import { Passthrough } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { distance, tableOf } from './support.js';
import { fitOn, restored } from './transformers.js';

describe('passthrough', () => {
  it('hands the table on', () => {
    const table = tableOf([[1, Number.NaN]]);
    expect(fitOn(new Passthrough(), table).transform(table)).toBe(table);
  });

  it('hands it on when restored', () => {
    const again = restored(new Passthrough(), fitOn(new Passthrough(), tableOf([[5, 6]])));
    expect(distance(again.transform(tableOf([[1, 2]])).values, [1, 2])).toBe(0);
  });
});
