// The body of an answer as text, whole or line by line, never more than a bound.

export class TooLong extends Error {}

/** Rejects with {@link TooLong}, and with what the system says when the connection breaks. */
export async function text(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  let whole = '';
  for await (const part of decoded(body, maxBytes)) whole += part;
  return whole;
}

/** Lines that are not blank. */
export async function* lines(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  let rest = '';
  for await (const part of decoded(body, maxBytes)) {
    const found = (rest + part).split('\n');
    rest = found.pop() ?? '';
    yield* found.filter(isLine);
  }
  if (isLine(rest)) yield rest;
}

async function* decoded(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLong();
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

function isLine(line: string): boolean {
  return line.trim() !== '';
}
