// The ask–evaluate–tell loop as one operator. Stock operators pull every proposal before the first result, and
// overflow the stack on runs that end synchronously.
import { Observable, type Subscriber } from 'rxjs';

export type LoopTurn<P> =
  { readonly kind: 'work'; readonly proposal: P } | { readonly kind: 'wait' } | { readonly kind: 'done' };

/**
 * Asks for work only while fewer than `slots` runs are under way, runs it, and merges what the runs emit. `ask` is
 * called again whenever a run has completed: whoever answers must have been told by then. Completes when `ask` says
 * `done` and nothing runs any more. Errors when a run errors, when `ask` throws, and when it waits for nothing.
 */
export function closedLoop<P, E>(
  ask: () => LoopTurn<P>,
  run: (proposal: P) => Observable<E>,
  slots: number,
): Observable<E> {
  return new Observable<E>((out) => {
    let running = 0;
    let pumping = false;
    let again = false;

    const start = (proposal: P): void => {
      running++;
      out.add(
        bound$(out, () => run(proposal)).subscribe({
          next: (event) => {
            out.next(event);
          },
          error: (error: unknown) => {
            out.error(error);
          },
          complete: () => {
            running--;
            pump();
          },
        }),
      );
    };

    /** Fills the slots; returns the last answer. */
    const fill = (): LoopTurn<P>['kind'] => {
      let answer: LoopTurn<P>['kind'] = 'wait';
      while (!out.closed && running < slots) {
        const turn = ask();
        answer = turn.kind;
        if (turn.kind !== 'work') break;
        start(turn.proposal);
      }
      return answer;
    };

    const pump = (): void => {
      // A run that ends synchronously comes back here: it only raises a flag, so the stack never grows.
      again = true;
      if (pumping) return;
      pumping = true;
      let answer: LoopTurn<P>['kind'] = 'wait';
      try {
        while (again) {
          again = false;
          answer = fill();
        }
      } catch (error) {
        out.error(error);
      }
      pumping = false;
      if (out.closed || running > 0) return;
      if (answer === 'done') out.complete();
      else out.error(new Error('The searcher waits for a result although nothing is running.'));
    };

    pump();
  });
}

/** A run that ends with the loop from its first moment: one that goes on synchronously can be cancelled, too. */
function bound$<E>(loop: Subscriber<E>, run: () => Observable<E>): Observable<E> {
  return new Observable<E>((out) => {
    loop.add(out);
    run().subscribe(out);
  });
}
