// A stream of events as an async iterator: events wait in a queue until they are asked for.
import type { Observable } from 'rxjs';

/**
 * @param begin Starts the source; its rejection is thrown to the consumer.
 * @param leave Called when the consumer leaves before the end.
 */
export async function* iterate<T>(
  source$: Observable<T>,
  begin: () => Promise<unknown>,
  leave: () => void,
): AsyncGenerator<T, void, void> {
  let queue: T[] = [];
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  const subscription = source$.subscribe((value) => {
    queue.push(value);
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  begin().then(end, (error: unknown) => {
    failure = { error };
    end();
  });
  try {
    for (;;) {
      const batch = queue;
      queue = [];
      yield* batch;
      if (queue.length > 0) continue;
      if (ended) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure) throw failure.error;
  } finally {
    subscription.unsubscribe();
    if (!ended) leave();
  }
}
