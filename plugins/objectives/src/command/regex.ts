// Regular expressions of a definition, which may take forever on some texts: they are given a second.
import { Script } from 'node:vm';
import { TrialFailure } from '@tunewright/core';

/** ms. What is sound takes a thousandth of it on the texts given here. */
const LIMIT = 1_000;

// V8 looks for its end while it backtracks: a script with a time limit also ends the expressions it runs.
const script = new Script('work()');

/** The last match in a text. Throws a {@link TrialFailure} when the search takes too long. */
export function lastMatch(pattern: RegExp, text: string): RegExpExecArray | undefined {
  let last: RegExpExecArray | undefined;
  const work = (): void => {
    for (const match of text.matchAll(pattern)) last = match;
  };
  try {
    script.runInNewContext({ work }, { timeout: LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TrialFailure(
      'invalid',
      `The regular expression ${String(pattern)} did not come to an end within ${LIMIT} ms. Repetitions inside repetitions, such as (a+)+, take forever: write it without.`,
    );
  }
  return last;
}
