// The outer form of a definition: which keys there are and what kind of value each takes. Components and domains are
// read elsewhere.
import Type from 'typebox';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { Extends } from './extends.js';
import { report } from './mistakes.js';
import { at, within } from './pointer.js';
import { refuseReserved } from './reserved.js';
import { checkOf } from './schema-check.js';
import { isList, isObject } from './scope.js';
import { anObject, Budget, component, Control, Repeats, Run, Test } from './shell-parts.js';

/** Version of the language. */
const VERSION = 1;

/** The form of a definition, down to its components. */
export const ShellSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'For editors only.' })),
    version: Type.Optional(Type.Literal(VERSION, { description: 'Version of the language.' })),
    name: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}$',
        default: 'study',
        description: 'What the study is called, in its log and on the screen.',
        expects: 'a text of at most 80 letters, digits, spaces and - _ . that begins with a letter or digit',
      }),
    ),
    description: Type.Optional(Type.String({ description: 'What the study is for, for people.' })),
    extends: Type.Optional(Extends),
    plugins: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: 'Files and packages with plugins: the only code that a definition brings.',
        examples: [['./my-scaler.js'], ['@acme/tunewright-plugins']],
      }),
    ),
    data: Type.Optional(
      component('data-set', 'What to learn from.', {
        examples: [{ use: 'iris' }, { use: 'csv', path: 'rows.csv', target: 'y' }],
      }),
    ),
    test: Type.Optional(Test),
    trainScores: Type.Optional(
      Type.Boolean({ default: false, description: 'Score the training rows of each fold as well.' }),
    ),
    select: Type.Optional(
      Type.Enum(['best', 'one-standard-error', 'cheapest-tied'], {
        default: 'best',
        description: 'Which finished trial is the result: the best, or the cheapest of those that are about as good.',
      }),
    ),
    cv: Type.Optional(
      component('splitter', 'How rows are divided into folds. By default into 5, with the same share of every class.', {
        examples: [
          { use: 'stratified-k-fold', splits: 5 },
          { use: 'hold-out', share: 0.2 },
        ],
      }),
    ),
    steps: Type.Optional(
      Type.Array(anObject('a component such as { "use": "…" }'), {
        minItems: 1,
        description: 'Transformers, then one estimator. What is tuned stands in them, where the values stand.',
        examples: [
          [{ use: 'standard-scaler' }, { use: 'svc', C: { tune: 'float', low: 0.001, high: 1000, log: true } }],
        ],
      }),
    ),
    objective: Type.Optional(
      component('objective', 'What is to be optimized, in a study without data.', {
        examples: [{ use: 'module', path: './objective.js' }],
      }),
    ),
    space: Type.Optional(
      anObject('an object of domains by name, such as { "x": { "tune": "float", "low": 0, "high": 1 } }', {
        description:
          'Domains by name, and formulas over them: the parameters of an objective, or what steps refer to by { "ref": … }.',
        examples: [{ x: { tune: 'float', low: 0, high: 1 } }],
      }),
    ),
    instances: Type.Optional(
      Type.Array(Type.Any(), { minItems: 1, description: 'Cases the objective is evaluated on.' }),
    ),
    metrics: Type.Optional(
      Type.Array(anObject('a metric such as { "use": "accuracy" }'), {
        minItems: 1,
        description:
          'What is measured. The first, or each with a "goal", is an objective. By default accuracy for classification, and the "score" of an objective, to maximize.',
        examples: [[{ use: 'accuracy' }], [{ name: 'score', goal: 'maximize' }]],
      }),
    ),
    search: Type.Optional(
      component('searcher', 'What proposes configurations.', {
        default: { use: 'random' },
        examples: [{ use: 'grid' }],
      }),
    ),
    constraints: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: 'Conditions that every configuration fulfils, such as "width * net.layers <= 4096".',
      }),
    ),
    control: Type.Optional(Control),
    onDuplicate: Type.Optional(
      Type.Enum(['reuse', 'remeasure', 'resample'], {
        description: 'What becomes of a proposal that was evaluated before.',
      }),
    ),
    repeats: Type.Optional(Repeats),
    earlyStopping: Type.Optional(
      Type.Array(component('stopper', 'What ends trials that cannot win.'), {
        default: [],
        description: 'What ends trials that cannot win.',
        examples: [[{ use: 'median' }]],
      }),
    ),
    budget: Type.Optional(Budget),
    start: Type.Optional(
      Type.Array(anObject('a configuration such as { "svc.C": 1 }'), {
        default: [],
        description: 'Configurations tried first, each parameter by its name.',
        examples: [[{ 'svc.C': 1 }]],
      }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        default: 0,
        description: 'All that is random is drawn from this: the same seed gives the same trials.',
        expects: 'an integer from 0 to 9007199254740991 (2^53 - 1)',
      }),
    ),
    run: Type.Optional(Run),
  },
  { additionalProperties: false },
);

/** All keys that a definition may have. */
export const KEYS: readonly string[] = Object.keys(ShellSchema.properties);

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
  entries(...path: readonly string[]): readonly Entry[] {
    const list = path.reduce<Json | undefined>((outer, key) => (isObject(outer) ? outer[key] : undefined), this.json);
    if (!isList(list)) return [];
    return list.flatMap((json, i) => (isObject(json) ? [{ json, pointer: at('', ...path, i) }] : []));
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
