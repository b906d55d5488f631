import Type from 'typebox';
import { Executor, type ExecutorPlugin, type Job, type Workplace } from '@tunewright/core';

@Executor({
  name: 'inline',
  summary: 'Do the work in the process of the study itself, one synchronous fit at a time.',
  params: Type.Object({}, { additionalProperties: false }),
})
export class Inline implements ExecutorPlugin {
  open({ evaluate }: Job): Workplace {
    return { evaluate, close: () => undefined };
  }
}
