import { Executor } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    atOnce: Type.Integer({ minimum: 1, default: 1, description: 'Units of work that run at the same time.' }),
  },
  { additionalProperties: false },
);

/**
 * Yours may send the work elsewhere: all of it is JSON, and `job.definition` is enough to build the evaluator again on
 * another machine. Failures are outcomes: `evaluate` never throws and never rejects.
 */
export class MyExecutor {
  params;
  constructor(params) {
    this.params = params;
  }

  open({ evaluate }) {
    const waiting = [];
    let free = this.params.atOnce;
    const enter = () => {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve));
      free--;
      return Promise.resolve();
    };
    const leave = () => {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    };
    return {
      evaluate: async (work, watch) => {
        await enter();
        try {
          return await evaluate(work, watch);
        } finally {
          leave();
        }
      },
      close: () => undefined, // Here threads and connections would end.
    };
  }
}

Executor({
  name: 'my-executor',
  summary: 'Do the work in this process, and let the rest wait in a queue.',
  params: Params,
})(MyExecutor);
