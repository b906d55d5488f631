// `{ "tune": "float", "low": …, "high": … }` → a numeric domain.
import Type from 'typebox';
import type { JsonObject } from '../contracts/json.js';
import type { NumericDomain, Prior } from '../space/parameter.js';
import type { Complaints } from './complaints.js';
import { report } from './mistakes.js';
import { withoutWhen } from './reserved.js';
import { checkOf } from './schema-check.js';
import { at } from './pointer.js';

/** They are listed, at 8 bytes each. */
const MOST_POINTS = 1_000_000;

const positive = (description: string) => Type.Number({ exclusiveMinimum: 0, description });
const use = <K extends string>(name: K) => Type.Literal(name, { description: 'Which form the belief has.' });

const PriorSchema = Type.Union(
  [
    Type.Object(
      {
        use: use('normal'),
        mean: Type.Number({ description: 'The most likely value, in units of the parameter.' }),
        sd: positive('Standard deviation, in units of the parameter; on a log scale of its logarithm.'),
      },
      { additionalProperties: false, description: 'Normal around `mean`; on a log scale `sd` 1 means a factor of e.' },
    ),
    Type.Object(
      { use: use('beta'), a: positive('Weight of the high end.'), b: positive('Weight of the low end.') },
      {
        additionalProperties: false,
        description: 'Beta distribution over the range; `a` > `b` leans to the high end.',
      },
    ),
    Type.Object(
      {
        use: use('guess'),
        value: Type.Number({ description: 'The best guess, in units of the parameter.' }),
        width: positive('How far off it may be, as a share of the range.'),
      },
      { additionalProperties: false, description: 'A best guess, and how far off it may be as a share of the range.' },
    ),
  ],
  {
    description: 'Which values are likely to be good, as far as that is known.',
    examples: [{ use: 'guess', value: 1, width: 0.2 }],
  },
);

/** The form of a numeric domain. */
export const RangeSchema = Type.Object(
  {
    tune: Type.Enum(['float', 'int'], { description: 'Kind of number to tune.' }),
    low: Type.Number({ description: 'Least value, in units of the parameter.' }),
    high: Type.Number({ description: 'Greatest value, in units of the parameter.' }),
    log: Type.Optional(Type.Boolean({ default: false, description: 'Search on a logarithmic scale.' })),
    step: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'Distance of neighbours, counted from `low`.' }),
    ),
    points: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: MOST_POINTS,
        description: 'This many values, evenly spaced on the scale.',
      }),
    ),
    prior: Type.Optional(PriorSchema),
  },
  { additionalProperties: false },
);

/** The domain, or undefined when something is wrong with it. */
export function readRange(json: JsonObject, pointer: string, complaints: Complaints): NumericDomain | undefined {
  const before = complaints.count;
  const known = withoutWhen(json, pointer, complaints);
  report(checkOf(RangeSchema)(known), { pointer, owner: 'A domain', complaints });
  if (complaints.count > before) return undefined;
  const domain = { log: false, ...known } as unknown as NumericDomain;
  checkBounds(domain, pointer, complaints);
  checkSpacing(domain, pointer, complaints);
  checkPrior(domain.prior, domain, pointer, complaints);
  return complaints.count > before ? undefined : domain;
}

function checkBounds({ tune, low, high, log }: NumericDomain, pointer: string, complaints: Complaints): void {
  if (tune === 'int') {
    for (const [key, value] of [
      ['low', low],
      ['high', high],
    ] as const)
      if (!Number.isSafeInteger(value)) complaints.add('notWhole', at(pointer, key), { key, found: value });
  }
  if (low === high) complaints.add('singleNumber', pointer, { value: low });
  if (low > high) complaints.add('boundsReversed', pointer, { low, high });
  if (!Number.isFinite(high - low)) complaints.add('rangeTooWide', pointer, { low, high });
  if (log && low <= 0) complaints.add('logNotPositive', at(pointer, 'low'), { low });
}

function checkSpacing(domain: NumericDomain, pointer: string, complaints: Complaints): void {
  const { tune, low, high, log, step, points } = domain;
  if (step === undefined) return;
  if (points !== undefined) complaints.add('pointsWithStep', at(pointer, 'points'));
  if (log && tune === 'float') complaints.add('stepOnLog', at(pointer, 'step'));
  if (tune === 'int' && !Number.isSafeInteger(step))
    complaints.add('notWhole', at(pointer, 'step'), { key: 'step', found: step });
  else if (low < high && step > high - low)
    complaints.add('stepTooLong', at(pointer, 'step'), { step, span: high - low });
}

function checkPrior(prior: Prior | undefined, domain: NumericDomain, pointer: string, complaints: Complaints): void {
  if (prior === undefined || prior.use === 'beta') return;
  const [key, center] = prior.use === 'normal' ? (['mean', prior.mean] as const) : (['value', prior.value] as const);
  if (domain.log && center <= 0) complaints.add('priorNotPositive', at(pointer, 'prior', key), { key, found: center });
}
