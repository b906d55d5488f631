// Where requests go, and what may be said of that: addresses and headers can hold secrets.
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { Problem } from '@tunewright/core';

/** Everything about requests that is the same for all trials. */
export interface Destination {
  readonly address: URL;
  readonly method: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of one request, in ms. */
  readonly timeout: number;
  readonly maxBytes: number;
}

/** Throws a Problem unless the text is an address of the web. */
export function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol === 'http:' || address?.protocol === 'https:') return address;
  throw Problem.of(
    'bad-address',
    'The address is not one of the web. Begin it with "http://" or "https://", such as "http://localhost:8000/score".',
    '/objective/url',
  );
}

/** They describe the body, which is made here. */
const OURS: readonly string[] = ['content-length', 'transfer-encoding'];

/** Throws a Problem for what cannot be sent; values are not told. */
export function headersOf(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const usual = { 'content-type': 'application/json', accept: 'application/json, application/x-ndjson' };
  const own = Object.entries(given).map(([name, value]) => {
    const lower = name.toLowerCase();
    if (OURS.includes(lower)) throw badHeader(name, 'is set by this program. Leave it out.');
    if (!isAccepted(() => validateHeaderName(name))) throw badHeader(name, 'has a name that HTTP does not allow.');
    if (!isAccepted(() => validateHeaderValue(name, value)))
      throw badHeader(
        name,
        'has a value that HTTP does not allow: it holds a line break or a character beyond Latin-1.',
      );
    return [lower, value];
  });
  return { ...usual, ...(Object.fromEntries(own) as Record<string, string>) };
}

function isAccepted(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

function badHeader(name: string, what: string): Problem {
  const pointer = `/objective/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return Problem.of('bad-header', `The header "${name}" ${what}`, pointer);
}

/** The request in a sentence, without what may be secret in its address. */
export function nameOf({ method, address }: Pick<Destination, 'method' | 'address'>): string {
  return `${method} ${address.origin}${address.pathname}`;
}

/** Everybody knows them. */
const OPEN: readonly string[] = ['accept', 'content-type', 'user-agent'];
const SHORTEST = 6; // characters; shorter words are found in any text

/** Takes out of a text what the headers and the address of the request hold, whole or word by word. */
export function withoutSecrets(text: string, { headers, address }: Destination): string {
  const values = Object.entries(headers).flatMap(([name, value]) => (OPEN.includes(name) ? [] : [value]));
  values.push(...address.searchParams.values(), decodeURIComponent(address.password));
  const words = values.flatMap((value) => [value, ...value.split(/\s+/)]).filter(({ length }) => length >= SHORTEST);
  // Of two of which one is in the other, the longer one goes first.
  words.sort((a, b) => b.length - a.length);
  return words.reduce((shown, word) => shown.replaceAll(word, '***'), text);
}
