// One request and the head of its answer, through redirects. Knows nothing of scores.
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { TrialFailure } from '@tunewright/core';
import { nameOf, type Destination } from './destination.js';

/** Statuses that name another address for the same request. 303 names one that is to be fetched without it. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const MOST_REDIRECTS = 5;

/** Rejects with what the system says, and with a TrialFailure for a redirect that is not followed. */
export async function exchange(destination: Destination, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  let { address } = destination;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response = await send({ ...destination, address }, body, signal);
    const { location } = response.headers;
    if (!REDIRECTS.has(response.statusCode ?? 0) || location === undefined) return response;
    response.destroy();
    address = followed(destination, address, location);
  }
  throw refused(destination, `is redirected more than ${MOST_REDIRECTS} times`);
}

function send({ address, method, headers }: Destination, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  const request = address.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal };
    request(address, options, resolve).on('error', reject).end(body);
  });
}

/** Headers must not go to other hosts, nor unencrypted where they were encrypted. */
function followed(destination: Destination, from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to === undefined) throw refused(destination, 'is redirected to something that is no address');
  const safe = to.protocol === from.protocol || (from.protocol === 'http:' && to.protocol === 'https:');
  if (to.host === from.host && safe) return to;
  throw refused(destination, `is redirected to another host, ${to.origin}`);
}

function refused(destination: Destination, what: string): TrialFailure {
  const advice = 'Put the address that answers into "url".';
  return new TrialFailure('invalid', `${nameOf(destination)} ${what}, which is not followed. ${advice}`);
}
