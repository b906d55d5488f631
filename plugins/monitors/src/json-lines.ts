// The events themselves, for programs. Adds nothing, leaves nothing out, keeps nothing.
import { Monitor, type MonitorPlugin, type StudyEvent } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { OUTPUT, type TerminalStream } from './stream.js';

const Params = Type.Object({}, { additionalProperties: false });

// Legal inside JSON strings, but some readers end a line at them, and terminals obey some.
const UNSAFE = /[\u007f-\u009f\u2028\u2029]/g;

/**
 * Writes each event to the output as one line of JSON, in order, as it happens; the last line is `study-finished` or
 * `study-interrupted`. JSON has no NaN and no infinity: both are written as null.
 */
@Monitor({
  name: 'json-lines',
  summary: 'Write every event as one line of JSON; numbers that are not finite become null.',
  params: Params,
  uses: [OUTPUT],
})
export class JsonLines implements MonitorPlugin {
  constructor(
    _params: Static<typeof Params>,
    private readonly output: TerminalStream,
  ) {}

  next(event: StudyEvent): void {
    this.output.write(`${JSON.stringify(event).replace(UNSAFE, escaped)}\n`);
  }

  close(): void {
    // Every line is out already.
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
