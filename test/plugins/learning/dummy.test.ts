import { type Json } from '@tunewright/core';
import { Dummy, RocAuc } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { chunked, classesOf, contextOf, numbersOf, tableOf } from './support.js';

const rows = tableOf([[0], [0], [0], [0]]);
const labels = classesOf([2, 0, 2, 1], 4);
const numbers = numbersOf([1, 2, 4, 100]);

describe('dummy', () => {
  it.each([
    { strategy: 'auto', predicts: 2, gives: [0.25, 0.25, 0.5, 0] },
    { strategy: 'prior', predicts: 2, gives: [0.25, 0.25, 0.5, 0] },
    { strategy: 'most-frequent', predicts: 2, gives: [0, 0, 1, 0] },
    { strategy: 'prior', weights: [0, 1, 1, 2], predicts: 1, gives: [0.25, 0.5, 0.25, 0] },
  ] as const)('$strategy of classes', ({ strategy, predicts, gives, ...extra }) => {
    const model = new Dummy({ strategy }).fit(rows, labels, contextOf(1, extra));
    expect(Array.from(model.predict(rows))).toEqual([predicts, predicts, predicts, predicts]);
    expect(chunked(model.probabilities?.(rows) ?? [], 4)).toEqual([gives, gives, gives, gives]);
    expect(chunked(model.scores?.(rows) ?? [], 4)).toEqual([gives, gives, gives, gives]);
  });

  it.each([
    { strategy: 'prior', gives: [0.75, 0.75, 0.75, 0.75] },
    { strategy: 'most-frequent', gives: [1, 1, 1, 1] },
  ] as const)('$strategy of two classes scores the second', ({ strategy, gives }) => {
    const model = new Dummy({ strategy }).fit(rows, classesOf([1, 1, 0, 1]), contextOf(1));
    expect(Array.from(model.scores?.(rows) ?? [])).toEqual(gives);
  });

  it('stratified scores what it draws', () => {
    const many = tableOf(Array.from({ length: 50 }, () => [0]));
    const model = new Dummy({ strategy: 'stratified' }).fit(rows, classesOf([1, 1, 0, 1]), contextOf(5));
    const drawn = model.predict(many);
    expect(new Set(drawn)).toEqual(new Set([0, 1]));
    expect(model.scores?.(many)).toEqual(drawn);
  });

  it.each([2, 3])('is worth 0.5 to roc-auc, with %i classes', (classes) => {
    const target = classesOf([0, 1, classes - 1, 0]);
    const model = new Dummy({ strategy: 'auto' }).fit(rows, target, contextOf(1));
    const prediction = { values: model.predict(rows), scores: model.scores?.(rows) ?? new Float64Array(0) };
    expect(new RocAuc({ average: 'macro' }).score(target, prediction)).toBeCloseTo(0.5, 12);
  });

  it('has neither scores nor probabilities of numbers', () => {
    const model = new Dummy({ strategy: 'auto' }).fit(rows, numbers, contextOf(1));
    expect([model.scores, model.probabilities]).toEqual([undefined, undefined]);
  });

  it.each([
    { strategy: 'auto', gives: 26.75 },
    { strategy: 'mean', gives: 26.75 },
    { strategy: 'median', gives: 3 },
    { strategy: 'mean', weights: [1, 1, 0, 0], gives: 1.5 },
    { strategy: 'median', weights: [1, 1, 3, 0], gives: 4 },
    { strategy: 'median', weights: [1, 0, 1, 0], gives: 2.5 },
  ] as const)('$strategy of numbers', ({ strategy, gives, ...extra }) => {
    const model = new Dummy({ strategy }).fit(rows, numbers, contextOf(1, extra));
    expect(Array.from(model.predict(rows))).toEqual([gives, gives, gives, gives]);
  });

  it('stratified draws classes by their shares, the same for the same seed, as does the restored model', () => {
    const many = tableOf(Array.from({ length: 4000 }, () => [0]));
    const fit = (seed: number) => new Dummy({ strategy: 'stratified' }).fit(rows, labels, contextOf(seed));
    const drawn = fit(3).predict(many);
    const counts = [0, 1, 2, 3].map((k) => drawn.filter((label) => label === k).length / 4000);
    [0.25, 0.25, 0.5, 0].forEach((share, k) => expect(Math.abs((counts[k] as number) - share)).toBeLessThan(0.03));
    expect(fit(3).predict(many)).toEqual(drawn);
    expect(fit(4).predict(many)).not.toEqual(drawn);
    const state = JSON.parse(JSON.stringify(fit(3).toJSON())) as Json;
    expect(new Dummy({ strategy: 'stratified' }).restore(state).predict(many)).toEqual(drawn);
    const certain = chunked(fit(3).probabilities?.(many) ?? [], 4).map((row) => row.indexOf(1));
    expect(certain).toEqual(Array.from(drawn));
  });

  it.each([
    { strategy: 'mean', target: labels },
    { strategy: 'prior', target: numbers },
  ] as const)('refuses $strategy for the other task', ({ strategy, target }) => {
    expect(() => new Dummy({ strategy }).fit(rows, target, contextOf(1))).toThrow(/Use one of/);
  });
});
