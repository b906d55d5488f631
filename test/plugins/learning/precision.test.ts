import { Precision } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, classScorer, failureOf, refusesWhatIsNoScore, takesOnePositiveClass } from './scoring.js';

type Params = ConstructorParameters<typeof Precision>[0];
const plain: Params = { average: 'macro', zeroDivision: 'fail' };
const make = (params: Partial<Params>) => new Precision({ ...plain, ...params });
const score = classScorer(make);

describe('precision', () => {
  agreesOnClasses<Partial<Params>>('precision', make);
  refusesWhatIsNoScore(new Precision(plain), 'classification');
  takesOnePositiveClass(make);

  it('fails for a class that is never predicted, unless told what it scores', () => {
    const found = failureOf(() => score({}, [0, 1, 1, 0], [0, 0, 0, 0]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('not defined for the class "B"');
    expect(found?.message).toContain('Set "zeroDivision"');
    expect(score({ zeroDivision: 0 }, [0, 1, 1, 0], [0, 0, 0, 0])).toBe(0.25);
    expect(score({ zeroDivision: 1 }, [0, 1, 1, 0], [0, 0, 0, 0])).toBe(0.75);
  });

  it('needs no score of a class without share', () => {
    expect(score({ average: 'weighted' }, [0, 0, 1], [0, 2, 1])).toBe(1);
  });
});
