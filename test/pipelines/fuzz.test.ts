// Definitions with something changed at random: each is read, or refused with complaints that say where.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isProblem, parseDefinition, readDefinition, seeded, type Json, type Random } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { everyPlugin } from '../support/every-plugin.js';

const FOLDER = resolve(import.meta.dirname, '../../pipelines/definitions');
const MUTATIONS = 5000; // of each of the two kinds

const registry = everyPlugin();

const SHARED = `{
  // Everything that refers to something else.
  "data": { "use": "wine" },
  "space": {
    "kernel": { "choose": ["rbf", "poly", "linear"] },
    "C": { "tune": "float", "low": 0.01, "high": 100, "log": true },
    "gamma": { "tune": "float", "low": 0.01, "high": 1, "when": { "kernel": ["rbf", "poly"] } },
    "half": { "expr": "C / 2" }
  },
  "steps": [
    { "id": "scale", "choose": [{ "use": "standard-scaler" }, { "use": "robust-scaler" }] },
    { "use": "svc", "kernel": { "ref": "kernel" }, "C": { "expr": "C + half" }, "gamma": { "ref": "gamma" } }
  ],
  "constraints": ["C * gamma <= 50", "half >= 0.01"],
  "control": { "random": 0.1 },
  "onDuplicate": "reuse",
  "search": { "use": "random" },
  "budget": { "trials": 20, "time": "10m" },
  "start": [{ "kernel": "linear", "C": 1, "scale": "robustScaler" }],
  "seed": 7,
}`;

const BLACK_BOX = `{
  "objective": { "use": "function", "name": "f" },
  "space": {
    "opt": { "choose": ["sgd", "adam"], "ordered": true },
    "momentum": { "tune": "float", "low": 0, "high": 1, "step": 0.1, "when": { "opt": "sgd" } },
    "units": { "tune": "int", "low": 1, "high": 64, "points": 5 },
  },
  "instances": [1, { "seed": 2 }],
  "metrics": [{ "name": "loss", "goal": "minimize" }, { "name": "time" }],
  "earlyStopping": [{ "use": "median" }],
  "budget": { "trials": 9 },
  "run": { "concurrency": 2, "timeout": "1m", "order": "fast" },
}`;

const texts = [
  ...readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readFileSync(resolve(FOLDER, file), 'utf8')),
  SHARED,
  BLACK_BOX,
];

const WORDS = [
  ...['use', 'choose', 'tune', 'low', 'high', 'log', 'step', 'points', 'prior', 'ordered', 'id', 'ref', 'expr', 'when'],
  ...['env', 'on', 'fitOn', 'goal', 'name', 'extends', 'plugins', 'constraints', 'space', 'steps', 'data', 'cv'],
  ...[
    'float',
    'int',
    'svc',
    'grid',
    'iris',
    'k-fold',
    'accuracy',
    'rbf',
    'a + b',
    'C <',
    '10m',
    '',
    ' ',
    '/~1~0',
    '🙂',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '\u0000', 'é', '${1}', '{{x}}', '%s'],
];
const NUMBERS = [0, -0, 1, -1, 0.5, 2, 1e308, -1e308, 5e-324, 2 ** 53, 1e21, 0.1 + 0.2];

type Place = readonly [around: Record<string, unknown> | unknown[], key: string];

function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, content]): Place[] => [
    [value as Record<string, unknown>, key],
    ...places(content),
  ]);
}

const oneOf = <T>(items: readonly T[], random: Random): T => items[random.below(items.length)] as T;

function anything(random: Random, depth = 0): unknown {
  const sort = random.below(depth > 3 ? 3 : 6);
  if (sort === 0) return oneOf(NUMBERS, random);
  if (sort === 1) return oneOf(WORDS, random);
  if (sort === 2) return oneOf([null, true, false], random);
  const length = random.below(4);
  if (sort === 3) return Array.from({ length }, () => anything(random, depth + 1));
  return Object.fromEntries(Array.from({ length }, () => [oneOf(WORDS, random), anything(random, depth + 1)]));
}

type Mutation = (place: Place, all: readonly Place[], random: Random) => void;

function set([around, key]: Place, value: unknown): void {
  Object.defineProperty(around, key, { value, enumerable: true, configurable: true, writable: true });
}

const valueOf = ([around, key]: Place): unknown => (around as Record<string, unknown>)[key];

const MUTATIONS_OF_VALUES: readonly Mutation[] = [
  (place, _, random) => set(place, anything(random)),
  (place, _, random) => set(place, oneOf(NUMBERS, random)),
  (place, _, random) => set(place, oneOf(WORDS, random)),
  (place, all, random) => set(place, structuredClone(valueOf(oneOf(all, random)))),
  (place) => {
    if (!Array.isArray(place[0])) Reflect.deleteProperty(place[0], place[1]);
    else place[0].splice(Number(place[1]), 1);
  },
  (place, _, random) => set([place[0], oneOf(WORDS, random)], anything(random)),
  (place, _, random) => {
    // A typing error in a key.
    const [around, key] = place;
    if (Array.isArray(around) || key.length < 2) return;
    const at = random.below(key.length - 1);
    const value = valueOf(place);
    Reflect.deleteProperty(around, key);
    set([around, key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2)], value);
  },
  (place) => {
    const value = valueOf(place);
    if (Array.isArray(value)) value.push(structuredClone(value[0]));
  },
  (place) => set(place, [valueOf(place)]),
  (place) => set(place, { choose: [valueOf(place), 1] }),
];

function mutatedValue(text: string, random: Random): string {
  const definition = structuredClone(parseDefinition(text).value) as Json;
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const all = places(definition);
    if (all.length === 0) break;
    oneOf(MUTATIONS_OF_VALUES, random)(oneOf(all, random), all, random);
  }
  return JSON.stringify(definition, null, 2);
}

const SIGNS = [...Array.from('{}[]":,\\/*-+.eE0 \n\t'), '\u0000', '\u2028', '\uFEFF', '🙂', 'é'];

function mutatedText(text: string, random: Random): string {
  let changed = text;
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = random.below(changed.length + 1);
    const length = random.below(6);
    const sort = random.below(4);
    if (sort === 0) changed = changed.slice(0, at) + changed.slice(at + 1 + length);
    else if (sort === 1) changed = changed.slice(0, at) + oneOf(SIGNS, random) + changed.slice(at);
    else if (sort === 2) changed = changed.slice(0, at) + changed.slice(at, at + 10 * length) + changed.slice(at);
    else if (random.below(10) === 0) changed = changed.slice(0, at);
  }
  return changed;
}

type Answer = { readonly refused: boolean; readonly fault?: string | undefined };

/** `fault`: what is wrong with how a text was answered; absent when it was read, or refused as it should be. */
function answerTo(text: string): Answer {
  try {
    readDefinition(parseDefinition(text, 'mutant.json'), registry);
    return { refused: false };
  } catch (error) {
    if (!isProblem(error)) return { refused: true, fault: error instanceof Error ? error.stack : String(error) };
    if (error.complaints.length === 0) return { refused: true, fault: 'a problem without complaints' };
    return { refused: true, fault: error.complaints.map(faultOfComplaint).find((fault) => fault !== undefined) };
  }
}

function faultOfComplaint({
  code,
  text,
  line,
  column,
}: {
  readonly code: string;
  readonly text: string;
  readonly line?: number;
  readonly column?: number;
}): string | undefined {
  if (line === undefined || column === undefined || line < 1 || column < 1) return `${code} says no place: ${text}`;
  if (/undefined|\[object|NaN\b|function \(/.test(text.replace(/"[^"]*"/g, '')))
    return `${code} says nonsense: ${text}`;
  return /[.…]$/.test(text) || text.includes('. ') ? undefined : `${code} is no sentence: ${text}`;
}

it('what is changed is read as it stands', () => {
  for (const text of texts) expect(answerTo(text), text).toEqual({ refused: false });
});

describe.each([
  ['a value', mutatedValue],
  ['the text', mutatedText],
])('definitions with %s changed at random', (name, mutate) => {
  it(`${MUTATIONS} of them are read, or refused with a place`, { timeout: 300_000 }, () => {
    let refused = 0;
    for (let i = 0; i < MUTATIONS; i++) {
      const random = seeded(i).split(name);
      const text = mutate(oneOf(texts, random), random);
      const { fault, refused: no } = answerTo(text);
      expect(fault, `mutation ${i}:\n${text}\n`).toBeUndefined();
      refused += no ? 1 : 0;
    }
    // A mutation that changes nothing would prove nothing.
    expect(refused).toBeGreaterThan(MUTATIONS / 3);
  });
});
