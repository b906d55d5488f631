import { Executor, type ExecutorPlugin, type Job, type Workplace } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

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
@Executor({
  name: 'my-executor',
  summary: 'Do the work in this process, and let the rest wait in a queue.',
  params: Params,
})
export class MyExecutor implements ExecutorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  open({ evaluate }: Job): Workplace {
    const waiting: (() => void)[] = [];
    let free = this.params.atOnce;
    const enter = (): Promise<void> => {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve));
      free--;
      return Promise.resolve();
    };
    const leave = (): void => {
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
