import { F1 } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, classScorer, failureOf, refusesWhatIsNoScore, takesOnePositiveClass } from './scoring.js';

type Params = ConstructorParameters<typeof F1>[0];
const plain: Params = { average: 'macro', zeroDivision: 'fail' };
const make = (params: Partial<Params>) => new F1({ ...plain, ...params });
const score = classScorer(make);

describe('f1', () => {
  agreesOnClasses<Partial<Params>>('f1', make);
  refusesWhatIsNoScore(new F1(plain), 'classification');
  takesOnePositiveClass(make);

  it('is 0 for a class that is never predicted, or never there', () => {
    expect(score({ average: 'binary', positive: 'B' }, [0, 1, 1, 0], [0, 0, 0, 0])).toBe(0);
    expect(score({ average: 'binary', positive: 'B' }, [0, 0, 0, 0], [0, 1, 0, 0])).toBe(0);
  });

  it('fails for a positive class that is neither, unless told what it scores', () => {
    const found = failureOf(() => score({ average: 'binary', positive: 'B' }, [0, 2], [0, 2]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('no row is of it or was predicted to be');
    expect(score({ average: 'binary', positive: 'B', zeroDivision: 1 }, [0, 2], [0, 2])).toBe(1);
  });
});
