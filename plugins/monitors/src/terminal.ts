// Shows a study to a person: a live area while it runs, one line for what goes wrong, a summary at the end. Progress
// goes to one stream and results to another. Decides nothing about the study.
import { CLOCK, Monitor, type Clock, type History, type MonitorPlugin, type StudyEvent } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { LiveArea } from './live-area.js';
import { isLive, lookOf, widthOf, type Look } from './look.js';
import { screen } from './screen.js';
import { failureText, findingText, noticeText, trialText } from './sentences.js';
import { OUTPUT, TERMINAL, type TerminalStream } from './stream.js';
import { summary } from './summary.js';
import { Tally } from './tally.js';
import { cut, harmless } from './text.js';

const Params = Type.Object(
  {
    details: Type.Boolean({ default: false, description: 'Print a line for every trial that ends.' }),
    color: Type.Boolean({
      default: true,
      description: 'Use colors. There are none in files and pipes, nor where NO_COLOR is set.',
    }),
  },
  { additionalProperties: false },
);

const REDRAW = 100; // ms: ten times a second is as much as one can read.
const IDLE_REDRAW = 1000; // ms: the times shown have seconds.

@Monitor({
  name: 'terminal',
  summary: 'Show progress, problems and a summary in the terminal; quiet where there is none.',
  params: Params,
  uses: [TERMINAL, OUTPUT, CLOCK],
})
export class Terminal implements MonitorPlugin {
  private readonly area: LiveArea | undefined;
  private readonly notices = new Tally();
  private readonly failures = new Tally();
  private readonly look: Look;
  private readonly waiting: string[] = [];
  private history: History | undefined;
  private timer: NodeJS.Timeout | undefined;
  private heard = 0;
  private lastEnd = 0;
  private drawn = -Infinity;

  constructor(
    private readonly params: Static<typeof Params>,
    private readonly stream: TerminalStream,
    private readonly output: TerminalStream,
    private readonly clock: Clock,
  ) {
    this.look = lookOf(stream, params.color, process.env);
    this.area = isLive(stream, process.env) ? new LiveArea(stream) : undefined;
  }

  next(event: StudyEvent, history: History): void {
    if (this.history === undefined) this.begin(history);
    this.heard = this.clock.now();
    this.tell(event, history);
    if (this.heard - this.drawn >= REDRAW) this.draw();
  }

  close(history: History): void {
    clearInterval(this.timer);
    this.area?.remove();
    const rest = [...this.waiting, ...this.notices.rest(this.lookNow())];
    if (rest.length > 0) this.stream.write(`${rest.join('\n')}\n`);
    // A study that could not begin has nothing to sum up; whoever ran it says why.
    if (history.started === undefined) return;
    this.output.write(summary(history, lookOf(this.output, this.params.color, process.env)));
  }

  private begin(history: History): void {
    this.history = history;
    this.lastEnd = history.elapsed;
    if (this.area === undefined) return;
    // A trial may run long without an event; the timer alone must not keep the process alive.
    this.timer = setInterval(() => this.draw(), IDLE_REDRAW).unref();
  }

  private tell(event: StudyEvent, history: History): void {
    switch (event.type) {
      case 'noticed':
        return this.say(this.notices, event.code, noticeText(event));
      case 'decided':
        return this.say(this.notices, event.code, `${event.code}: ${event.text}`);
      case 'finding':
        return this.say(this.notices, event.finding.code, findingText(event));
      case 'trial-failed':
        this.lastEnd = event.at;
        if (this.params.details) return this.sayLater(trialText(event, history));
        return this.say(this.failures, event.failure.fingerprint, failureText(event));
      case 'trial-finished':
      case 'trial-stopped':
      case 'trial-paused':
        this.lastEnd = event.at;
        if (this.params.details) this.sayLater(trialText(event, history));
        return;
      default:
    }
  }

  /** At once, but only the first time. */
  private say(tally: Tally, code: string, text: string): void {
    const { red, yellow } = this.look.colors;
    const line = tally.add(code, text, this.lookNow());
    if (line === undefined) return;
    this.waiting.push((tally === this.failures ? red : yellow)(line));
    this.draw();
  }

  /** Many trials may end between two redraws. */
  private sayLater(text: string): void {
    const { width, signs } = this.lookNow();
    this.waiting.push(cut(harmless(text), width, signs.ellipsis));
    if (this.area === undefined) this.draw();
  }

  private draw(): void {
    this.drawn = this.clock.now();
    const lines = this.waiting.splice(0);
    if (this.area === undefined) {
      if (lines.length > 0) this.stream.write(lines.map((line) => `${line}\n`).join(''));
      return;
    }
    if (lines.length > 0) this.area.above(lines);
    if (this.history === undefined) return;
    const elapsed = this.history.elapsed + this.drawn - this.heard;
    this.area.draw(screen(this.history, { elapsed, lastEnd: this.lastEnd }, this.lookNow()));
  }

  /** The width follows the window. */
  private lookNow(): Look {
    const width = widthOf(this.stream);
    // Erasing to the end of a line that is full takes its last character on some terminals.
    return { ...this.look, width: this.area === undefined ? width : width - 1 };
  }
}
