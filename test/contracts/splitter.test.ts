import { Problem, type Fold, type SplitRequest } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves } from './proof.js';

/** Holds out the rows whose number has this remainder by 2, once each. */
function halves({ rows }: SplitRequest): Fold[] {
  if (rows < 2) throw Problem.of('tooFewRows', 'There must be 2 rows.');
  const part = (remainder: number) =>
    Int32Array.from({ length: rows }, (_, row) => row).filter((row) => row % 2 === remainder);
  return [
    { train: part(0), test: part(1) },
    { train: part(1), test: part(0) },
  ];
}

const splitter = (split: (request: SplitRequest) => readonly Fold[]) => made('splitter', () => ({ split }));

function edited(request: SplitRequest): Fold[] {
  request.time?.sort();
  return halves(request);
}

describe('splitters', () => {
  proves(splitter(halves), {
    'gives folds with rows to train on and rows held out': splitter(() => []),
    'lists rows in rising order, within the data': splitter((request) =>
      halves(request).map(({ train, test }) => ({ train, test: test.reverse() })),
    ),
    'holds out no row that it trains on': splitter((request) =>
      halves(request).map(({ test }) => ({ train: test, test })),
    ),
    'gives the same folds for the same seed, whatever it has split before': splitter((request) =>
      halves(request).slice(0, 1 + (fickle() % 2)),
    ),
    'leaves its input as it was': splitter(edited),
    'refuses with a Problem to split a single row': splitter((request) => (request.rows < 2 ? [] : halves(request))),
  });
});
