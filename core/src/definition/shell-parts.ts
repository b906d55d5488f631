// Parts of the outer form of a definition: what belongs to a study as a whole.
import Type, { type TSchema } from 'typebox';
import { DURATION_PATTERN } from './duration.js';
import { RATE_PATTERN } from './rate.js';
import { USUAL_SHARE } from '../study/repeats.js';

/** What editors show beside a description. */
interface Notes {
  readonly description: string;
  /** What holds where nothing is said; filled in by those who read the key. */
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

export const component = (kind: string, description: string, notes: Omit<Notes, 'description'> = {}): TSchema =>
  Type.Unsafe({ type: 'object', component: kind, description, ...notes });
export const anObject = (expects: string, notes: object = {}): TSchema =>
  Type.Unsafe({ type: 'object', expects, ...notes });
const duration = (description: string, examples: readonly string[]) =>
  Type.String({
    examples,
    pattern: DURATION_PATTERN,
    description,
    expects: 'a duration such as "500ms", "90s", "10m", "1.5h" or "2d"',
  });
const count = (description: string, notes: object = {}) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description, ...notes });

export const Budget = Type.Object(
  {
    trials: Type.Optional(count('Trials at most.', { examples: [50] })),
    time: Type.Optional(duration('Time at most for the whole study.', ['10m', '1.5h'])),
    cost: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'When the evaluations have cost so much, by what they say themselves, no further trial is begun.',
        examples: [500],
      }),
    ),
    costUnit: Type.Optional(
      Type.String({
        pattern: '^[^\\u0000-\\u001f]{1,40}$',
        description: 'What the cost is counted in, to be shown beside it.',
        examples: ['tokens', 'EUR', 'J'],
        expects: 'a text of 1 to 40 characters',
      }),
    ),
  },
  { additionalProperties: false, description: 'When the study ends.', examples: [{ trials: 50 }, { time: '10m' }] },
);

export const Run = Type.Object(
  {
    concurrency: Type.Optional(count('Trials at the same time.', { default: 1 })),
    timeout: Type.Optional(duration('Time at most for one trial, all its folds or instances together.', ['1m'])),
    rate: Type.Optional(
      Type.String({
        pattern: RATE_PATTERN,
        description: 'Evaluations that begin at most in any such period, each fold, instance and repetition counted.',
        examples: ['10/s', '60/5m'],
        expects: 'a number of evaluations and a period, such as "10/s" or "60/5m"',
      }),
    ),
    order: Type.Optional(
      Type.Enum(['deterministic', 'fast'], {
        default: 'deterministic',
        description:
          'Whether proposals wait for the results they build on ("deterministic": the same trials at every run) or use what has finished ("fast").',
      }),
    ),
    executor: Type.Optional(component('executor', 'Where work runs.', { default: { use: 'inline' } })),
    store: Type.Optional(component('store', 'Where the log of the study is kept.')),
    monitors: Type.Optional(
      Type.Array(component('monitor', 'What watches the study.'), { description: 'What watches the study.' }),
    ),
  },
  { additionalProperties: false, description: 'How the study runs. What comes out does not depend on it.' },
);

export const Test = Type.Object(
  {
    share: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      description: 'Share of the rows: the latest where there is a time, whole groups where there are groups.',
    }),
  },
  {
    additionalProperties: false,
    description: 'Rows set aside before anything else, and scored once at the end.',
    examples: [{ share: 0.2 }],
  },
);

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, default: 0, description });

export const Control = Type.Object(
  {
    random: Type.Optional(share('Share of the trials that is drawn at random, whatever the searcher would propose.')),
    unstopped: Type.Optional(share('Share of the trials that no stopper may end.')),
  },
  {
    additionalProperties: false,
    description: 'Trials kept out of the hands of searcher and stoppers, to compare with.',
  },
);

const times = Type.Integer({
  minimum: 1,
  maximum: 10_000,
  description: 'How often each configuration is measured, on each fold or instance.',
});

const RepeatsInFull = Type.Object(
  {
    times,
    aggregate: Type.Optional(
      Type.Enum(['mean', 'median', 'trimmed'], {
        default: 'mean',
        description: 'What the score of a fold is: the mean, the median, or the mean without the extremes ("trimmed").',
      }),
    ),
    share: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        exclusiveMaximum: 0.5,
        description: `Share of the measurements that "trimmed" leaves out at each end. By default ${USUAL_SHARE}.`,
      }),
    ),
  },
  { additionalProperties: false },
);

export const Repeats = Type.Union([times, RepeatsInFull], {
  description: 'How often each configuration is measured, with other seeds, where the same twice scores differently.',
  examples: [3, { times: 5, aggregate: 'median' }],
  expects: 'a number of times such as 3, or { "times": 5, "aggregate": "median" }',
});
