// Asks a server for scores. The exchange itself is in http/exchange.ts, what is waited for in http/retry.ts, what an
// answer means in http/answer.ts. Not the built-in fetch: it gives up on servers that think for five minutes.
import Type, { type Static } from 'typebox';
import {
  CLOCK,
  INPUTS,
  DURATION_PATTERN,
  milliseconds,
  Objective,
  type Clock,
  type Configuration,
  type Inputs,
  type ObjectiveContext,
  type ObjectivePlugin,
  type Score,
} from '@tunewright/core';
import { ask } from './http/ask.js';
import { addressOf, headersOf, type Destination } from './http/destination.js';
import { retrying } from './http/retry.js';

const Params = Type.Object(
  {
    url: Type.String({ minLength: 1, description: 'Address that is asked, beginning with "http://" or "https://".' }),
    method: Type.Union([Type.Literal('POST'), Type.Literal('PUT'), Type.Literal('PATCH')], {
      default: 'POST',
      description: 'Method of the requests.',
    }),
    headers: Type.Record(Type.String(), Type.String(), {
      default: {},
      description: 'Headers of the requests. Secrets come from the environment: { "env": "TOKEN" }.',
    }),
    score: Type.String({
      default: '',
      pattern: '^(/.*)?$',
      description:
        'JSON pointer to the score in the answer, such as "/result/accuracy". Default: the answer itself. A score is ' +
        'a number, or an object of numbers by metric.',
    }),
    timeout: Type.String({
      default: '10m',
      pattern: DURATION_PATTERN,
      description: 'How long one request may take until its answer is read to the end, such as "30s".',
    }),
    retries: Type.Integer({
      default: 3,
      minimum: 0,
      maximum: 100,
      description: 'How often a request is sent again after a network fault, status 429 or a status from 500.',
    }),
    pause: Type.String({
      default: '500ms',
      pattern: DURATION_PATTERN,
      description: 'Wait before the first retry. It doubles with each one, up to a minute.',
    }),
    maxBytes: Type.Integer({
      default: 10_000_000,
      minimum: 1,
      description: 'Longest answer that is read, in bytes.',
    }),
  },
  { additionalProperties: false },
);

@Objective({
  name: 'http',
  summary: 'A score that a server gives for parameters sent as JSON.',
  params: Params,
  uses: [CLOCK, INPUTS],
})
export class HttpObjective implements ObjectivePlugin {
  private readonly destination: Destination;

  /** Throws a Problem when the address or a header cannot be sent. */
  constructor(
    private readonly params: Static<typeof Params>,
    private readonly clock: Clock,
    private readonly inputs: Inputs,
  ) {
    const { url, method, headers, maxBytes } = params;
    const timeout = milliseconds(params.timeout);
    this.destination = { address: addressOf(url), method, headers: headersOf(headers), timeout, maxBytes };
  }

  evaluate(parameters: Configuration, context: ObjectiveContext): Promise<Score> {
    const { trial, seed, instance, fidelity } = context;
    const body = JSON.stringify({
      trial,
      seed,
      parameters,
      ...(instance !== undefined && { instance }),
      ...(Object.keys(fidelity).length > 0 && { fidelity }),
    });
    // A request that is sent again tells its first steps again.
    const progress = { told: 0 };
    const wanted = { pointer: this.params.score, metrics: this.inputs.metrics.map(({ name }) => name) };
    const plan = { retries: this.params.retries, pause: milliseconds(this.params.pause), clock: this.clock };
    return retrying(plan, context, () => ask(this.destination, body, wanted, context, progress));
  }
}
