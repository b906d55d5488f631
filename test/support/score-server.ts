// A server that is asked for scores, as tests want it to behave.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly trial: number;
    readonly seed: number;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly instance?: unknown;
  };
}

/** @param count How many requests came before. */
export type Answer = (response: ServerResponse, asked: Asked, count: number) => void;

export interface ScoreServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export async function serve(answer: Answer): Promise<ScoreServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const one = { method, path, headers, body: JSON.parse(text) as Asked['body'] };
      asked.push(one);
      answer(response, one, asked.length - 1);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/score`, asked, close };
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
}
