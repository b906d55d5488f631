import { concat, defer, EMPTY, NEVER, Observable, of, throwError, timer, map, take, finalize } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it, vi } from 'vitest';
import { closedLoop, type LoopTurn } from '../../../core/src/graph/closed-loop.js';

/** Asks for 0, 1, … `count` − 1, then says done. */
function countTo(count: number): () => LoopTurn<number> {
  let next = 0;
  return () => (next < count ? { kind: 'work', proposal: next++ } : { kind: 'done' });
}

const scheduler = (): TestScheduler => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

describe('closedLoop by marbles', () => {
  const runs: Readonly<Record<string, string>> = { a: '--x|', b: '----y|', c: '---z|' };
  const cases = [
    { when: 'nothing is proposed', proposals: '', slots: 1, gives: '|' },
    { when: 'there is one run', proposals: 'a', slots: 1, gives: '--x|' },
    { when: 'runs follow one another in one slot', proposals: 'abc', slots: 1, gives: '--x----y---z|' },
    { when: 'two slots run side by side', proposals: 'abc', slots: 2, gives: '--x-y-z|' },
    { when: 'there are more slots than runs', proposals: 'abc', slots: 9, gives: '--xzy|' },
  ];
  for (const { when, proposals, slots, gives } of cases) {
    it(when, () => {
      scheduler().run(({ cold, expectObservable }) => {
        const waiting = Array.from(proposals);
        const ask = (): LoopTurn<string> => {
          const proposal = waiting.shift();
          return proposal === undefined ? { kind: 'done' } : { kind: 'work', proposal };
        };
        expectObservable(closedLoop(ask, (run) => cold(runs[run] as string), slots)).toBe(gives);
      });
    });
  }

  it('never completes while a run never does', () => {
    scheduler().run(({ expectObservable }) => {
      expectObservable(closedLoop(countTo(1), () => NEVER, 1)).toBe('-');
    });
  });

  it('passes on the error of a run, and cancels the others', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const other = cold('------x|');
      const loop$ = closedLoop(countTo(2), (run) => (run === 0 ? cold('--#') : other), 2);
      expectObservable(loop$).toBe('--#');
      expectSubscriptions(other.subscriptions).toBe('^-!');
    });
  });

  it('cancels the runs when it is unsubscribed from', () => {
    scheduler().run(({ cold, expectObservable, expectSubscriptions }) => {
      const run$ = cold('------x|');
      expectObservable(
        closedLoop(countTo(5), () => run$, 2),
        '---!',
      ).toBe('----');
      expectSubscriptions(run$.subscriptions).toBe(['^--!', '^--!']);
    });
  });
});

describe('closedLoop', () => {
  it('asks no more than it has slots ahead of results', () => {
    const ask = vi.fn(countTo(1000));
    closedLoop(ask, () => NEVER, 4).subscribe();
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it('cancels a run that goes on synchronously', () => {
    const steps: number[] = [];
    const run = (): Observable<number> =>
      new Observable((out) => {
        for (let step = 0; step < 10 && !out.closed; step++) {
          steps.push(step);
          out.next(step);
        }
      });
    closedLoop(countTo(5), run, 1).pipe(take(3)).subscribe();
    expect(steps).toEqual([0, 1, 2]);
  });

  it('asks no further once its consumer has enough', () => {
    const ask = vi.fn(countTo(1000));
    closedLoop(ask, (run) => of(run), 4)
      .pipe(take(5))
      .subscribe();
    expect(ask).toHaveBeenCalledTimes(5);
  });

  it.each([1, 4])('runs 100,000 synchronous trials in %i slots without growing the stack', (slots) => {
    let depth = 0;
    let deepest = 0;
    let sum = 0;
    const run = (proposal: number): Observable<number> =>
      defer(() => {
        deepest = Math.max(deepest, ++depth);
        return concat(of(proposal), EMPTY).pipe(finalize(() => depth--));
      });
    closedLoop(countTo(100_000), run, slots).subscribe((value) => (sum += value));
    expect(sum).toBe((100_000 * 99_999) / 2);
    expect(deepest).toBeLessThanOrEqual(slots + 1);
  });

  it('mixes runs that end at once with runs that do not', async () => {
    const seen: number[] = [];
    const run = (proposal: number): Observable<number> =>
      proposal % 3 === 0 ? timer(1).pipe(map(() => proposal)) : of(proposal);
    await closedLoop(countTo(30), run, 3).forEach((value) => seen.push(value));
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it('waits for a result when told to, and asks again when there is one', () => {
    const answers: LoopTurn<string>[] = [
      { kind: 'work', proposal: 'first' },
      { kind: 'wait' },
      { kind: 'work', proposal: 'second' },
      { kind: 'done' },
    ];
    scheduler().run(({ cold, expectObservable }) => {
      const ask = (): LoopTurn<string> => answers.shift() ?? { kind: 'done' };
      expectObservable(closedLoop(ask, (run) => cold('--x|', { x: run }), 2)).toBe('--a--b|', {
        a: 'first',
        b: 'second',
      });
    });
  });

  it('errors instead of hanging when the searcher waits for nothing', () => {
    const error = vi.fn();
    closedLoop(
      () => ({ kind: 'wait' }),
      () => EMPTY,
      2,
    ).subscribe({ error });
    expect(error).toHaveBeenCalledOnce();
    expect((error.mock.calls[0] as [Error])[0].message).toMatch(/waits for a result although nothing is running/);
  });

  it.each([
    ['the first ask', 0],
    ['a later ask', 3],
  ])('errors when %s throws', (_, after) => {
    const next = countTo(10);
    let asked = 0;
    const ask = (): LoopTurn<number> => {
      if (asked++ === after) throw new Error('broken searcher');
      return next();
    };
    const error = vi.fn();
    const seen: number[] = [];
    closedLoop(ask, (run) => of(run), 1).subscribe({ next: (value) => seen.push(value), error });
    expect(error).toHaveBeenCalledOnce();
    expect(seen).toEqual([0, 1, 2].slice(0, after));
  });

  it('errors when starting a run throws', () => {
    const error = vi.fn();
    closedLoop(countTo(2), () => throwError(() => new Error('broken run')), 1).subscribe({ error });
    expect(error).toHaveBeenCalledOnce();
  });

  it('runs anew for each subscription', () => {
    const run = vi.fn((proposal: number) => of(proposal));
    const loop$ = defer(() => closedLoop(countTo(3), run, 1));
    loop$.subscribe();
    loop$.subscribe();
    expect(run).toHaveBeenCalledTimes(6);
  });
});
