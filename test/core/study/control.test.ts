import { describe, expect, it } from 'vitest';
import { seeded } from '@tunewright/core';
import { Share, withPicked } from '../../../core/src/study/control.js';

const picks = (share: number, length: number, seed = 1): number[] => {
  const picker = new Share(share, seeded(seed));
  return Array.from({ length }, (_, number) => number).filter((number) => picker.includes(number));
};

describe('a share', () => {
  it.each([0, 0.001, 0.1, 0.25, 1 / 3, 0.5, 0.62, 0.9, 0.999, 1])('of %d is exact after any number', (share) => {
    for (let seed = 0; seed < 20; seed++) {
      const picker = new Share(share, seeded(seed));
      const wrong: number[] = [];
      let count = 0;
      for (let number = 0; number < 3000; number++) {
        if (picker.includes(number)) count++;
        const due = (number + 1) * share;
        if (count < Math.floor(due - 1e-9) || count > Math.ceil(due + 1e-9)) wrong.push(number);
      }
      expect(wrong, `seed ${seed}`).toEqual([]);
    }
  });

  it('answers the same however often it is asked', () => {
    const [once, often] = [new Share(0.3, seeded(4)), new Share(0.3, seeded(4))];
    for (let number = 0; number < 200; number++) {
      const answer = once.includes(number);
      for (let time = 0; time <= number % 4; time++) expect(often.includes(number)).toBe(answer);
    }
  });

  it('depends on the seed alone', () => {
    expect(picks(0.1, 500, 1)).toEqual(picks(0.1, 500, 1));
    expect(picks(0.1, 500, 1)).not.toEqual(picks(0.1, 500, 2));
  });

  it.each([2, 5, 10, 25])('does not fall into step with what comes round every %i', (rhythm) => {
    const counts = new Array<number>(rhythm).fill(0);
    for (const number of picks(1 / rhythm, 100 * rhythm)) counts[number % rhythm] = (counts[number % rhythm] ?? 0) + 1;
    expect(Math.max(...counts)).toBeLessThan(100 * (1.5 / rhythm + 0.15));
  });

  it('of one kind is independent of that of another', () => {
    const [one, other] = [new Set(picks(0.1, 10_000, 1)), picks(0.1, 10_000, 2)];
    const both = other.filter((number) => one.has(number)).length;
    // 100 are expected, with a standard deviation of about 9.
    expect(both).toBeGreaterThan(60);
    expect(both).toBeLessThan(140);
  });
});

describe('withPicked', () => {
  it.each([0, 0.1, 0.3, 0.5, 0.77, 0.95])('bounds how far the others reach beside a share of %d, closely', (share) => {
    for (let seed = 0; seed < 10; seed++) {
      const picker = new Share(share, seeded(seed));
      const slack: number[] = [];
      let others = 0;
      for (let number = 0; number < 500; number++) {
        if (!picker.includes(number)) others++;
        slack.push(withPicked(others, share) - (number + 1));
      }
      expect(Math.min(...slack)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...slack)).toBeLessThanOrEqual(2 / (1 - share));
    }
  });

  it('is infinite where everything is picked, and where the others never end', () => {
    expect(withPicked(3, 1)).toBe(Infinity);
    expect(withPicked(Infinity, 0.2)).toBe(Infinity);
    expect(withPicked(7, 0)).toBe(7);
  });
});
