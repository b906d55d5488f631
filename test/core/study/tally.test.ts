import { describe, expect, it } from 'vitest';
import { seeded } from '@tunewright/core';
import { Tally } from '../../../core/src/study/tally.js';

describe('a tally', () => {
  it('counts texts as a map does, however it grows', () => {
    const [tally, counts, random] = [new Tally(), new Map<string, number>(), seeded(1)];
    const wrong: string[] = [];
    for (let i = 0; i < 30_000; i++) {
      const text = `{"x":${random.below(12_000)},"y":"é${random.below(2)}"}`;
      const before = counts.get(text) ?? 0;
      if (tally.has(text) !== before > 0 || tally.add(text) !== before) wrong.push(text);
      counts.set(text, before + 1);
    }
    expect(wrong).toEqual([]);
    expect(tally.size).toBe(counts.size);
  });

  it('tells neighbors apart', () => {
    const tally = new Tally();
    const texts = ['', '0', '00', '{"x":0.1}', '{"x":0.10000000000000002}', '{"x":1}', '{"y":1}', '{"x":"1"}'];
    expect(texts.map((text) => tally.add(text))).toEqual(texts.map(() => 0));
    expect(texts.map((text) => tally.add(text))).toEqual(texts.map(() => 1));
  });

  it('tells 300,000 numbers apart', () => {
    const tally = new Tally();
    for (let i = 0; i < 300_000; i++) tally.add(`{"x":${i / 7}}`);
    expect(tally.size).toBe(300_000);
  });
});
