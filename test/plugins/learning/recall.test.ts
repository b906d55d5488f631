import { Recall } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, classScorer, failureOf, refusesWhatIsNoScore, takesOnePositiveClass } from './scoring.js';

type Params = ConstructorParameters<typeof Recall>[0];
const plain: Params = { average: 'macro', zeroDivision: 'fail' };
const make = (params: Partial<Params>) => new Recall({ ...plain, ...params });
const score = classScorer(make);

describe('recall', () => {
  agreesOnClasses<Partial<Params>>('recall', make);
  refusesWhatIsNoScore(new Recall(plain), 'classification');
  takesOnePositiveClass(make);

  it('fails for a class that no row is of, unless told what it scores', () => {
    const found = failureOf(() => score({}, [0, 0, 0, 0], [0, 1, 1, 0]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('no row is of it');
    expect(score({ zeroDivision: 0 }, [0, 0, 0, 0], [0, 1, 1, 0])).toBe(0.25);
    expect(score({ average: 'weighted' }, [0, 0, 0, 0], [0, 1, 1, 0])).toBe(0.5);
  });

  it('does not see classes of rows without weight', () => {
    expect(score({}, [0, 1, 2], [0, 0, 1], [1, 1, 0])).toBe(0.5);
  });
});
