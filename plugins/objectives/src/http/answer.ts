// What an answer says the score is. Knows nothing of the network.
import { TrialFailure, type Score } from '@tunewright/core';

export interface AnswerReader {
  /** JSON pointer to the score; '' for the whole answer. */
  readonly pointer: string;
  /** Names of the metrics; the first stands for a plain number. */
  readonly metrics: readonly string[];
  /** The request, as sentences call it. */
  readonly name: string;
  /** The beginning of a text, fit for a message. */
  readonly show: (text: string) => string;
  /** Content type of the answer. */
  readonly type?: string;
}

/**
 * A number, or the numbers of an object by metric. The only metric may be called `score` there; a `cost` beside the
 * scores goes with them. Throws a TrialFailure when there is none.
 */
export function scoreOf(text: string, reader: AnswerReader): Score {
  const { pointer, metrics, show, name } = reader;
  const found = at(parse(text, reader), pointer);
  if (typeof found === 'number') return found;
  const where = pointer === '' ? '' : ` at "${pointer}"`;
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
    const numbers = Object.entries(found).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    const scores = byMetric(new Map(numbers), metrics);
    if (scores) return scores;
  }
  const needed = `A number is needed there, or an object with ${metrics.map((metric) => `"${metric}"`).join(', ')}`;
  throw new TrialFailure('invalid', `${name} gave no score${where}. ${needed}; the answer is: ${show(text)}`);
}

function byMetric(numbers: ReadonlyMap<string, number>, metrics: readonly string[]): Score | undefined {
  if (metrics.every((metric) => numbers.has(metric))) return Object.fromEntries(numbers);
  const [score, cost, [only, second]] = [numbers.get('score'), numbers.get('cost'), metrics];
  if (score === undefined || only === undefined || second !== undefined) return undefined;
  return cost === undefined ? score : { [only]: score, cost };
}

function parse(text: string, { name, show, type = '' }: AnswerReader): unknown {
  if (text.trim() === '') throw new TrialFailure('invalid', `${name} gave no score: the answer is empty.`);
  try {
    return JSON.parse(text);
  } catch {
    // What Python writes for numbers that JSON does not have.
    const [, odd] = /(?:^|[\s:,[])(NaN|-?Infinity)(?=$|[\s,}\]])/.exec(text) ?? [];
    if (odd !== undefined)
      throw new TrialFailure(odd === 'NaN' ? 'nan' : 'diverged', `${name} answered ${odd}: ${show(text)}`);
    const kind = type === '' ? '' : ` (it is declared as ${show(type)})`;
    throw new TrialFailure('invalid', `${name} answered with what is not JSON${kind}: ${show(text)}`);
  }
}

/** RFC 6901. undefined when there is nothing. */
function at(json: unknown, pointer: string): unknown {
  let found = json;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const inside = typeof found === 'object' && found !== null && Object.hasOwn(found, key);
    found = inside ? (found as Record<string, unknown>)[key] : undefined;
  }
  return found;
}
