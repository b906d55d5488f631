// The outer form of a definition: which keys there are and what kind of value each takes. Components and domains are
// read elsewhere.
import Type, { type TSchema } from 'typebox';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { DURATION_PATTERN } from './duration.js';
import { report } from './mistakes.js';
import { at, within } from './pointer.js';
import { refuseReserved } from './reserved.js';
import { checkOf } from './schema-check.js';
import { isList, isObject } from './scope.js';

/** Version of the language. */
const VERSION = 1;

const component = (kind: string, description: string): TSchema =>
  Type.Unsafe({ type: 'object', component: kind, description });
const anObject = (expects: string): TSchema => Type.Unsafe({ type: 'object', expects });
const duration = (description: string) =>
  Type.String({
    pattern: DURATION_PATTERN,
    description,
    expects: 'a duration such as "500ms", "90s", "10m", "1.5h" or "2d"',
  });
const count = (description: string) => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description });

const Budget = Type.Object(
  {
    trials: Type.Optional(count('Trials at most.')),
    time: Type.Optional(duration('Time at most for the whole study.')),
  },
  { additionalProperties: false, description: 'When the study ends.' },
);

const Run = Type.Object(
  {
    concurrency: Type.Optional(count('Trials at the same time.')),
    timeout: Type.Optional(duration('Time at most for one trial, all its folds or instances together.')),
    order: Type.Optional(Type.Enum(['deterministic', 'fast'])),
    executor: Type.Optional(component('executor', 'Where work runs.')),
    store: Type.Optional(component('store', 'Where the log of the study is kept.')),
  },
  { additionalProperties: false, description: 'How the study runs. What comes out does not depend on it.' },
);

const Test = Type.Object(
  {
    share: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      description: 'Share of the rows: the latest where there is a time, whole groups where there are groups.',
    }),
  },
  { additionalProperties: false, description: 'Rows set aside before anything else, and scored once at the end.' },
);

/** The form of a definition, down to its components. */
const ShellSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'For editors only.' })),
    version: Type.Optional(Type.Literal(VERSION, { description: 'Version of the language.' })),
    name: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}$',
        expects: 'a text of at most 80 letters, digits, spaces and - _ . that begins with a letter or digit',
      }),
    ),
    description: Type.Optional(Type.String()),
    plugins: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'Files and packages with plugins.' }),
    ),
    data: Type.Optional(component('data-set', 'What to learn from.')),
    test: Type.Optional(Test),
    trainScores: Type.Optional(Type.Boolean({ description: 'Score the training rows of each fold as well.' })),
    select: Type.Optional(
      Type.Enum(['best', 'one-standard-error', 'cheapest-tied'], {
        description: 'Which finished trial is the result: the best, or the cheapest of those that are about as good.',
      }),
    ),
    cv: Type.Optional(component('splitter', 'How rows are divided into folds.')),
    steps: Type.Optional(
      Type.Array(anObject('a component such as { "use": "…" }'), {
        minItems: 1,
        description: 'Transformers, then one estimator.',
      }),
    ),
    objective: Type.Optional(component('objective', 'What is to be optimized, in a study without data.')),
    space: Type.Optional(
      anObject('an object of domains by name, such as { "x": { "tune": "float", "low": 0, "high": 1 } }'),
    ),
    instances: Type.Optional(
      Type.Array(Type.Any(), { minItems: 1, description: 'Cases the objective is evaluated on.' }),
    ),
    metrics: Type.Optional(
      Type.Array(anObject('a metric such as { "use": "accuracy" }'), { minItems: 1, description: 'What is measured.' }),
    ),
    search: Type.Optional(component('searcher', 'What proposes configurations.')),
    earlyStopping: Type.Optional(Type.Array(component('stopper', 'What ends trials that cannot win.'))),
    budget: Type.Optional(Budget),
    start: Type.Optional(
      Type.Array(anObject('a configuration such as { "svc.C": 1 }'), { description: 'Configurations tried first.' }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        expects: 'an integer from 0 to 9007199254740991 (2^53 - 1)',
      }),
    ),
    run: Type.Optional(Run),
  },
  { additionalProperties: false },
);

/** An object of a list, and its place in it. */
export interface Entry {
  readonly json: JsonObject;
  readonly pointer: string;
}

/** The outer form: what is there and sound. What is not sound has been complained about. */
export class Shell {
  constructor(
    readonly json: JsonObject,
    private readonly wrong: readonly string[],
  ) {}

  /** Whether the key is there at all, sound or not. */
  has(key: string): boolean {
    return Object.hasOwn(this.json, key);
  }

  /** A value of the top level, or inside `budget` and `run`. */
  value<T extends Json>(...path: readonly string[]): T | undefined {
    const value = path.reduce<Json | undefined>((outer, key) => (isObject(outer) ? outer[key] : undefined), this.json);
    return this.isWrong(at('', ...path)) ? undefined : (value as T | undefined);
  }

  object(...path: readonly string[]): Entry | undefined {
    const json = this.value(...path);
    return isObject(json) ? { json, pointer: at('', ...path) } : undefined;
  }

  /** The sound entries of a list of objects. */
  entries(key: string): readonly Entry[] {
    const list = this.json[key];
    if (!isList(list)) return [];
    return list.flatMap((json, i) => (isObject(json) ? [{ json, pointer: at('', key, i) }] : []));
  }

  /** Whether a place, or what it lies in, is not of the form it should be. */
  isWrong(pointer: string): boolean {
    return this.wrong.some((path) => within(pointer, path));
  }
}

/** undefined when the definition is no object. */
export function readShell(json: Json, complaints: Complaints): Shell | undefined {
  if (!isObject(json)) {
    complaints.add('noObject', '');
    return undefined;
  }
  const known = withoutReserved(json, complaints);
  const mistakes = checkOf(ShellSchema)(known);
  const versions = mistakes.filter(({ path }) => path === '/version');
  if (versions.length > 0) complaints.add('wrongVersion', '/version', { found: known.version, own: VERSION });
  const others = mistakes.filter((mistake) => !versions.includes(mistake));
  report(others, { pointer: '', owner: 'A definition', complaints });
  return new Shell(
    known,
    mistakes.filter(({ kind }) => kind === 'value').map(({ path }) => path),
  );
}

function withoutReserved(json: JsonObject, complaints: Complaints): JsonObject {
  const known = refuseReserved(json, 'definition', '', complaints);
  const { budget, run } = known;
  return {
    ...known,
    ...(isObject(budget) && { budget: refuseReserved(budget, 'budget', '/budget', complaints) }),
    ...(isObject(run) && { run: refuseReserved(run, 'run', '/run', complaints) }),
  };
}
