// Sends one request and reads the score in its answer. Every fault becomes one that may pass or the failure of the
// trial, said without secrets.
import type { IncomingMessage } from 'node:http';
import { TrialFailure, type ObjectiveContext, type Score } from '@tunewright/core';
import { scoreOf, type AnswerReader } from './answer.js';
import { nameOf, withoutSecrets, type Destination } from './destination.js';
import { exchange } from './exchange.js';
import { lines, text, TooLong } from './body.js';
import { demandAlive, PassingFault } from './retry.js';
import { stepIn, tellStep, type Progress } from './steps.js';

/** Rejects with a PassingFault or a TrialFailure. */
export async function ask(
  destination: Destination,
  body: string,
  { pointer, metrics }: Pick<AnswerReader, 'pointer' | 'metrics'>,
  context: ObjectiveContext,
  progress: Progress,
): Promise<Score> {
  demandAlive(context);
  const limit = new Limit(destination.timeout, context.signal);
  let response: IncomingMessage | undefined;
  try {
    response = await exchange(destination, body, limit.signal);
    const show = (answer: string): string => shown(answer, destination);
    const reader: AnswerReader = { pointer, metrics, show, name: nameOf(destination) };
    return await read(response, destination, reader, context, progress);
  } catch (error) {
    if (error instanceof TrialFailure || error instanceof PassingFault) throw error;
    demandAlive(context);
    throw limit.expired ? tooSlow(destination) : faultOf(error, destination);
  } finally {
    limit.clear();
    response?.destroy();
  }
}

/** Aborts when the request takes too long or its trial is over. */
class Limit {
  expired = false;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout | undefined;
  private readonly abort = (): void => {
    this.controller.abort();
  };

  constructor(
    timeout: number,
    private readonly outer: AbortSignal,
  ) {
    outer.addEventListener('abort', this.abort);
    // Longer timers overflow to 1 ms; such a limit never comes.
    if (timeout < 2 ** 31) this.timer = setTimeout(() => this.expire(), timeout);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  clear(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.abort);
  }

  private expire(): void {
    this.expired = true;
    this.controller.abort();
  }
}

async function read(
  response: IncomingMessage,
  destination: Destination,
  reader: AnswerReader,
  context: ObjectiveContext,
  progress: Progress,
): Promise<Score> {
  const status = response.statusCode ?? 0;
  if (status < 200 || status >= 300) throw await refusal(response, status, reader);
  const type = response.headers['content-type'] ?? '';
  if (!/ndjson|jsonl|json-?lines/i.test(type))
    return scoreOf(await text(response, destination.maxBytes), { ...reader, type });
  let last = '';
  for await (const line of lines(response, destination.maxBytes)) {
    const step = stepIn(line, reader.metrics[0] ?? 'score', reader.show);
    if (step === undefined) last = line;
    else tellStep(step, context, progress);
  }
  return scoreOf(last, { ...reader, type });
}

const SNIPPET = 200; // characters

/** The beginning of an answer, in one line. Secrets go before the cut: half of one is too much. */
function shown(answer: string, destination: Destination): string {
  const line = withoutSecrets(answer, destination)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length > SNIPPET ? `${line.slice(0, SNIPPET)}…` : line;
}

async function refusal(
  response: IncomingMessage,
  status: number,
  { name, show }: AnswerReader,
): Promise<PassingFault | TrialFailure> {
  const phrase = response.statusMessage ? ` ${show(response.statusMessage)}` : '';
  const body = show(await beginning(response));
  const sentence = `${name} answered with status ${status}${phrase}${body === '' ? '.' : `: ${body}`}`;
  if (status !== 429 && status < 500) return new TrialFailure('invalid', sentence);
  return new PassingFault('exception', sentence, response.headers['retry-after']);
}

const ENOUGH = 4096; // bytes, of which 200 characters are shown

async function beginning(response: IncomingMessage): Promise<string> {
  let start = '';
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      start += chunk.toString();
      if (start.length >= ENOUGH) break;
    }
  } catch {
    // The status says enough.
  }
  return start;
}

function tooSlow(destination: Destination): TrialFailure {
  const seconds = destination.timeout / 1000;
  const sentence = `${nameOf(destination)} has not answered to the end within ${seconds} s. Raise "timeout" if it needs more.`;
  return new TrialFailure('timeout', sentence);
}

function faultOf(error: unknown, destination: Destination): PassingFault | TrialFailure {
  const name = nameOf(destination);
  if (error instanceof TooLong) {
    const sentence = `${name} answers with more than ${destination.maxBytes} bytes. Raise "maxBytes" if that is right.`;
    return new TrialFailure('invalid', sentence);
  }
  return new PassingFault('worker-lost', `${name} could not be reached or broke off: ${what(error, destination)}.`);
}

function what(error: unknown, destination: Destination): string {
  // Several addresses of one host may have been tried, each with an error of its own.
  const first: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  return shown(first instanceof Error ? first.message : String(first), destination);
}
