// What a program tells while it runs: reports are handed on as they come, the last score and the ends of both streams
// are kept. Bounded memory, whatever is printed.
import { TrialFailure, type MetricInfo, type ObjectiveContext, type Score } from '@tunewright/core';
import { readLine } from './json.js';
import { Lines, LONGEST_LINE } from './lines.js';
import { Tail } from './tail.js';

/** Bytes of stdout in which a regular expression looks for the score. */
export const PRINTED = 65_536;
const ERRORS = 8_192; // bytes of stderr
const SHOWN = 2_000; // characters of stderr in a message
const SHOWN_LINE = 200; // characters

export class Output {
  /** Of the last line with one. */
  score: Score | undefined;
  readonly printed = new Tail(PRINTED);
  private readonly errors = new Tail(ERRORS);
  private readonly lines = new Lines((line) => {
    this.take(line);
  });
  private reports = 0;
  private strange: readonly string[] | undefined;

  constructor(
    private readonly metrics: readonly MetricInfo[],
    private readonly context: Pick<ObjectiveContext, 'report' | 'spend'>,
  ) {}

  /** Takes bytes of stdout. Throws what `report` throws: the trial may have been stopped. */
  readonly out = (chunk: Buffer): void => {
    this.printed.add(chunk);
    this.lines.add(chunk);
  };

  /** Takes bytes of stderr. */
  readonly error = (chunk: Buffer): void => {
    this.errors.add(chunk);
  };

  end(): void {
    this.lines.end();
  }

  /** The end of stderr; empty when nothing was written to it. */
  get complaint(): string {
    const text = this.errors.readable();
    return text.length > SHOWN ? `…${text.slice(-SHOWN)}` : text;
  }

  /** Why there is no score, as far as the output tells. */
  get lack(): string {
    const { reports, strange, metrics } = this;
    const names = metrics.map(({ name }) => `"${name}"`).join(', ');
    if (strange !== undefined)
      return `the last object on stdout has ${strange.join(', ') || 'no members'} and none of ${names}`;
    if (reports > 0) return `it reported ${reports} steps, but a line with a "step" is no score`;
    const { tooLong } = this.lines;
    if (tooLong > 0) return `lines of more than ${LONGEST_LINE} bytes are not read, and it printed ${tooLong} of them`;
    const last = this.printed.readable().split('\n').at(-1) ?? '';
    if (last === '') return 'it printed nothing';
    return `the last line on stdout is ${JSON.stringify(last.length > SHOWN_LINE ? `${last.slice(0, SHOWN_LINE)}…` : last)}`;
  }

  private take(line: string): void {
    const said = readLine(line);
    if (said === undefined) return;
    if (typeof said === 'number') this.score = said;
    else if ('step' in said) this.report(said);
    else if (this.metrics.some(({ name }) => Object.hasOwn(said, name))) this.score = said as Score;
    else if (typeof said['cost'] === 'number') this.context.spend(said['cost']);
    else this.strange = Object.keys(said).map((key) => `"${key}"`);
  }

  /** `{"step": 3, "value": 0.9}`, or values by name; other members are passed over. */
  private report({ step, ...members }: Readonly<Record<string, unknown>>): void {
    if (typeof step !== 'number' || !Number.isInteger(step) || step < 1)
      throw new TrialFailure('invalid', `The program reported the step ${JSON.stringify(step)}; steps count from 1.`);
    const first = this.metrics[0]?.name ?? 'score';
    const values = Object.entries(members).flatMap(([name, value]): [string, number][] =>
      typeof value === 'number' ? [[name === 'value' ? first : name, value]] : [],
    );
    if (values.length === 0) return;
    this.reports++;
    this.context.report(step, Object.fromEntries(values));
  }
}
