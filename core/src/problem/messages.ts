// Every sentence a user reads about something wrong, a function of named facts. The key is the complaint's code, so
// that code, text and facts cannot part.
import type { Json } from '../contracts/json.js';
import type { Kind } from '../contracts/kinds.js';
import type { Need } from '../contracts/metric.js';
import type { Complaint } from './problem.js';
import { layerMessages } from './layer-messages.js';
import { measurementMessages } from './measurement-messages.js';
import { nearest } from './nearest.js';
import { pluginMessages } from './plugin-messages.js';
import { quoted, suggestion } from './suggestion.js';

export { suggestion };

/** `a, b or c`. */
function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const anyOf = (values: readonly unknown[]): string => either(values.map((value) => JSON.stringify(value)));

/** `transformer, scaler or estimator`. */
const kindWords = (kinds: readonly Kind[]): string => either(kinds.map((kind) => kind.replace('-', ' ')));

/** `an estimator`; of several kinds the article of the first. */
function aKind(kinds: readonly Kind[]): string {
  const words = kindWords(kinds);
  return `${/^[aeo]/.test(words) ? 'an' : 'a'} ${words}`;
}

const needWords: Readonly<Record<Need, string>> = {
  values: 'predicted values',
  scores: 'decision scores',
  probabilities: 'class probabilities',
};

/** Names that the parser of the text gives its errors. */
const syntaxErrors: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'the name of a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing } is expected here',
  CloseBracketExpected: 'a closing ] is expected here',
  EndOfFileExpected: 'the definition has ended before this',
  UnexpectedEndOfComment: 'this comment does not end',
  UnexpectedEndOfString: 'this text does not end',
  InvalidEscapeCharacter: 'there is no such escape in a text',
  InvalidUnicode: 'four hexadecimal digits are expected after \\u',
  InvalidCharacter: 'this character must be escaped in a text',
};

export const messages = {
  ...layerMessages,
  ...measurementMessages,
  ...pluginMessages,
  replayDiffers: (p: { trial: number; then: string; now: string }) =>
    `The stored study cannot be resumed: for trial ${p.trial} the searcher proposed ${p.then} then, but ${p.now} now. ` +
    `Its plugin has changed since, or draws numbers that the seed does not fix. Start a new study.`,
  metricTask: (p: { metric: string; task: string; tasks: readonly string[] }) =>
    `"${p.metric}" measures ${p.tasks.join(' and ')}, but the target of the data is for ${p.task}. Choose another metric.`,
  nothingToRun: () =>
    'There is nothing to evaluate: give "data" and "steps", or an "objective". Without one, use ask() and tell().',
  askedAlready: () => 'This study is driven by ask() and tell(); it cannot also be run. Create a second study.',
  runsAlready: () => 'This study is run by run(); it cannot also be asked. Create a second study.',
  askNeedsSpace: () => 'ask() and tell() need a definition with a "space" and without "data" and "steps".',
  askTooEarly: (p: { running: number }) =>
    `ask() must wait for a result: ${p.running} trials are untold. Call tell() first, or set "search.lag" to the ` +
    `number of trials you evaluate at once.`,
  toldBeforeAsked: (p: { trial: number; state: string | undefined }) =>
    `Nothing can be told of trial ${p.trial}, which is not under way: ` +
    `${p.state === undefined ? 'it was never asked' : `it has ${p.state === 'stopped' ? 'been stopped' : p.state} already`}.`,

  // Reading a definition: the text.
  tooLong: (p: { length: number; limit: number }) =>
    `The definition is ${p.length} characters long; at most ${p.limit} are read. Move data out of it.`,
  tooDeep: (p: { limit: number }) => `Lists and objects lie more than ${p.limit} deep in each other. Flatten them.`,
  notJson: (p: { error: string; found: string }) =>
    `This is not JSON: ${syntaxErrors[p.error] ?? 'something else is expected here'}` +
    `${p.found === '' ? ', but the text ends here' : `, found ${p.found}`}. Comments and trailing commas are allowed.`,
  duplicateKey: (p: { key: string }) => `The key "${p.key}" stands twice in this object. Remove one of the two.`,
  forbiddenKey: (p: { key: string }) =>
    `The key "${p.key}" is not allowed: in JavaScript it reaches into the prototype of the object. Use another name.`,
  notPlain: (p: { found: string }) =>
    `A definition holds JSON values only, found ${p.found}. Use a text, a finite number, true, false, null, a list or a plain object.`,

  manyMore: (p: { count: number }) => `${p.count} more mistakes were found and are not listed. Mend these first.`,

  // Reading a definition: form.
  noObject: () => 'A definition is an object: { "data": …, "steps": … } or { "objective": …, "space": … }.',
  wrongVersion: (p: { found: unknown; own: number }) =>
    `This definition is written for version ${JSON.stringify(p.found)} of the language; this program reads version ${p.own}.`,
  reserved: (p: { key: string }) =>
    `"${p.key}" is part of the language, but this version does not have it yet. Remove it for now.`,
  unknownKey: (p: { owner: string; key: string; known: readonly string[] }) =>
    `${p.owner} has no key "${p.key}". ${suggestion(p.key, p.known)}`,
  missingKey: (p: { owner: string; key: string; allowed: string }) =>
    `${p.owner} needs the key "${p.key}": ${p.allowed}.`,
  valueNotAllowed: (p: { name: string; allowed: string; found: string; hint: string }) =>
    `${p.name} must be ${p.allowed}, found ${p.found}.${p.hint}`,
  noSubject: () =>
    'The study is about nothing: give "data" and "steps" to tune a pipeline, or "objective" and "space" to tune anything else.',
  missingForLearning: (p: { key: string }) =>
    `A study that learns from data needs "${p.key}", such as ${
      p.key === 'data' ? '"data": { "use": "iris" }' : '"steps": [{ "use": "svc" }]'
    }.`,
  otherKind: (p: { key: string; learning: readonly string[] }) =>
    `"${p.key}" belongs to a study of an objective, but ${quoted(p.learning)} to one that learns from data. Remove one or the other.`,

  // Reading a definition: components.
  noComponent: (p: { kinds: readonly Kind[]; found: string }) =>
    `Expected ${aKind(p.kinds)}, written { "use": "…" }, found ${p.found}.`,
  noUse: (p: { kinds: readonly Kind[]; keys: readonly string[] }) => {
    const near = nearest(
      'use',
      p.keys.filter((key) => key.length <= 5),
    );
    const found = near === undefined ? '' : ` Did you mean "use" where it says "${near}"?`;
    return `A component names its plugin by "use", and here is none. Add "use" with the name of ${aKind(p.kinds)}.${found}`;
  },
  badUse: (p: { kinds: readonly Kind[]; found: string }) =>
    `"use" must be the name of ${aKind(p.kinds)}, found ${p.found}. To choose among components write { "choose": [{ "use": "…" }, …] }.`,
  unknownPlugin: (p: { kinds: readonly Kind[]; use: string; known: readonly string[] }) =>
    `There is no ${kindWords(p.kinds)} "${p.use}". ${suggestion(p.use, p.known)}`,
  wrongKind: (p: { kinds: readonly Kind[]; use: string; found: Kind; known: readonly string[] }) =>
    `"${p.use}" is ${aKind([p.found])}, but here belongs ${aKind(p.kinds)}. ${suggestion('', p.known)}`,
  badId: (p: { found: string }) =>
    `An "id" is made of letters and digits and begins with a letter, at most 80 of them, found ${p.found}.`,
  duplicateId: (p: { id: string; first: string }) =>
    `"${p.id}" is also the name of ${p.first}. Give one of them another "id".`,
  domainNotAllowed: () =>
    'Nothing can be tuned here: domains belong in "steps", or in the objective and its "space". Write a value.',
  neverActive: (p: { key: string; sibling: string; found: readonly Json[]; values: readonly unknown[] }) =>
    `Tuning "${p.key}" has no effect, because "${p.sibling}" is ${anyOf(p.found)}; it matters only if that is ` +
    `${anyOf(p.values)}. Remove it or change "${p.sibling}".`,

  // Reading a definition: domains.
  chooseNoList: (p: { found: string }) => `"choose" takes a list of alternatives, found ${p.found}.`,
  chooseEmpty: () => 'There is nothing to choose from. List at least two alternatives, or write a value.',
  chooseSingle: (p: { found: string }) =>
    `There is only one alternative. Write ${p.found} in place of the choice, or add alternatives.`,
  chooseTwice: (p: { found: string; first: string }) =>
    `The alternative ${p.found} stands twice, also at ${p.first}. Remove one.`,
  chooseWithoutId: () =>
    'A choice of components has no name of its own. Give it an "id", such as "scale": it names the parameter.',
  openAlternative: () =>
    'An alternative is a value or a range of numbers { "tune": … }. Nothing can be chosen, tuned or computed inside it: ' +
    'list the alternatives of an inner choice in the outer one.',
  orderedNotValues: () => 'Only plain values can be "ordered". Remove it, or write all alternatives as values.',
  notWhole: (p: { key: string; found: number }) =>
    `"${p.key}" of an integer domain must be an integer below 2^53, found ${p.found}. Round it, or write "tune": "float".`,
  singleNumber: (p: { value: number }) =>
    `"low" and "high" are both ${p.value}, so there is nothing to tune. Write ${p.value} in place of the domain.`,
  boundsReversed: (p: { low: number; high: number }) =>
    `"low" must be less than "high", found ${p.low} and ${p.high}. Swap them.`,
  rangeTooWide: (p: { low: number; high: number }) =>
    `The range from ${p.low} to ${p.high} is wider than numbers reach. Narrow it.`,
  logNotPositive: (p: { low: number }) =>
    `A logarithmic domain must begin above 0, found "low": ${p.low}. Raise "low" (bounds are values, not exponents), or remove "log".`,
  pointsWithStep: () => '"points" and "step" each say which numbers are in the domain. Remove one of them.',
  stepOnLog: () => 'Equal steps do not fit a logarithmic scale. Write "points" in place of "step", or remove "log".',
  stepTooLong: (p: { step: number; span: number }) =>
    `"step" must not be longer than the range, which is ${p.span} wide, found ${p.step}.`,
  priorNotPositive: (p: { key: string; found: number }) =>
    `"${p.key}" must be > 0 for a logarithmic domain, found ${p.found}. It is a value, not an exponent.`,
  domainLeaves: (p: { reach: string; value: number; name: string; allowed: string; advice: string }) =>
    `The domain ${p.reach} ${p.value}, but ${p.name} must be ${p.allowed}.${p.advice}`,
  noDomain: (p: { found: string }) =>
    `Each entry of "space" is a domain such as { "tune": "float", "low": 0, "high": 1 } or { "choose": [ … ] }, or is ` +
    `computed from others, as in { "expr": "2 * width" }; found ${p.found}.`,
  neverUsed: (p: { name: string }) =>
    `Nothing in "steps" uses "${p.name}". Write { "ref": "${p.name}" } where its value belongs, or remove it.`,
  badWhen: (p: { found: string }) =>
    `"when" says beside which choices the domain is there, such as { "optimizer": "sgd" } or { "optimizer": ["sgd", "adam"] }, found ${p.found}.`,
  whenNeedsChoice: (p: { name: string }) =>
    `"${p.name}" has no alternatives: only a domain with "choose" in "space" can switch others on.`,
  whenNoAlternative: (p: { name: string; found: string; known: readonly string[] }) =>
    `"${p.name}" is never ${p.found}. Its alternatives are ${either(p.known)}.`,
  whenOutsideSpace: () =>
    '"when" belongs to domains in "space". In a component the plugin\'s schema says which parameters matter beside which, and what stands inside an alternative of "choose" is there only when it is chosen.',

  // Reading a definition: what refers to other places.
  badReference: (p: { found: string }) => `"ref" is the name of a member of "space", found ${p.found}.`,
  badExpression: (p: { found: string }) =>
    `"expr" is an expression over members of "space", such as "width / 2", found ${p.found}.`,
  noExpression: (p: { text: string; reason: string }) =>
    `${p.text} is no expression: ${p.reason}${/[.?]$/.test(p.reason) ? '' : '.'}`,
  unknownMember: (p: { name: string; known: readonly string[] }) =>
    `"space" has no member "${p.name}". ` +
    (p.known.length === 0 ? `Add it: "space": { "${p.name}": { "tune": … } }.` : suggestion(p.name, p.known)),
  unknownParameter: (p: { name: string; known: readonly string[] }) =>
    `No parameter is called "${p.name}". ${suggestion(p.name, p.known)}`,
  circle: (p: { path: readonly string[] }) =>
    `"${p.path[0] ?? ''}" depends on itself: ${p.path.join(' → ')}. Begin with a domain that depends on nothing.`,
  chainTooLong: (p: { limit: number }) =>
    `More than ${p.limit} members of "space" depend on each other in a row. Shorten it.`,
  formulaFails: (p: { fault: string }) =>
    `${p.fault} Narrow the domains or change the expression, so that it can always be computed.`,
  copiesUncounted: (p: { key: string; most: number }) =>
    `Copies with parameters of their own are counted beforehand: "${p.key}" must be a whole number from 0 to ${p.most}, ` +
    `a domain { "tune": "int", "low": …, "high": … } within that without "log", "points" and "prior", or a choice of such numbers.`,
  maybeMissing: (p: { key: string }) =>
    `"${p.key}" must always have a value, but comes from a member of "space" that is there only under its "when". Remove that "when", or tune "${p.key}" here.`,
  referenceLeaves: (p: { name: string; to: string; found: string; allowed: string }) =>
    `"${p.name}" refers to "${p.to}", which may be ${p.found}, but must be ${p.allowed}.`,
  expressionLeaves: (p: {
    name: string;
    expression: string;
    found: string;
    where: string;
    allowed: string;
    advice: string;
  }) => `"${p.expression}" gives ${p.found}${p.where}, but "${p.name}" must be ${p.allowed}.${p.advice}`,
  constraintOfNothing: (p: { text: string }) =>
    `"${p.text}" names no parameter, so it constrains nothing. Name parameters as in "svc.C <= 100".`,
  noCondition: (p: { text: string; where: string; found: string }) =>
    `A constraint is a condition such as "width * depth <= 4096", but "${p.text}" gives ${p.found}${p.where}. Compare it with something.`,
  constraintBroken: (p: { constraint: string }) =>
    `The configuration does not fulfil the constraint "${p.constraint}".`,
  constraintsExclude: (p: { constraints: readonly string[]; draws: number }) =>
    `None of ${p.draws} random configurations fulfils ${p.constraints.length === 1 ? 'the constraint' : 'all constraints'} ${quoted(p.constraints)}. Loosen ${p.constraints.length === 1 ? 'it' : 'them'}, or narrow the domains to where ${p.constraints.length === 1 ? 'it holds' : 'they hold'}.`,
  badParameterName: (p: { found: string }) =>
    `A parameter is named by letters, digits and _ - . and begins with a letter or _, at most 100 of them, found "${p.found}".`,
  duplicateParameter: (p: { name: string }) =>
    `"${p.name}" is a member of "space" and a parameter of a component. Rename the member, or give the component another "id".`,

  // Reading a definition: parts that do not fit each other.
  lastNotEstimator: (p: { names: readonly string[] }) =>
    `The last step must be an estimator, but ${quoted(p.names)} only changes rows. Add an estimator after it.`,
  estimatorNotLast: (p: { names: readonly string[] }) =>
    `${quoted(p.names)} is an estimator and must be the last step. Move it to the end, or keep only one estimator.`,
  mixedChoice: (p: { names: readonly string[] }) =>
    `A choice is either of estimators or of transformers, but ${quoted(p.names)} are of both sorts. Split it into two steps.`,
  noMetrics: () => 'Say what to measure: "metrics": [{ "use": "…" }]. Only for classification there is a default.',
  wrongGoal: (p: { name: string; own: string; found: string }) =>
    `"${p.name}" is there to ${p.own}, found ${p.found}. Write "${p.own}".`,
  goalMissing: (p: { name: string }) =>
    `No metric says its goal, so nothing can be optimized. Add "goal": "maximize" or "goal": "minimize" to "${p.name}".`,
  badMetricName: (p: { found: string }) =>
    `A metric is named by letters, digits, spaces and _ - . and begins with a letter or _, found "${p.found}".`,
  wrongTask: (p: { metric: string; tasks: readonly string[]; estimator: string; estimated: readonly string[] }) =>
    `"${p.metric}" measures ${p.tasks.join(' and ')}, but "${p.estimator}" does ${p.estimated.join(' and ')}. Choose another metric or estimator.`,
  needNotMet: (p: { metric: string; needs: Need; estimator: string; step: string; request: string | undefined }) =>
    `"${p.metric}" needs ${needWords[p.needs]}, which "${p.estimator}" ` +
    (p.request === undefined
      ? 'cannot give. Choose another metric or estimator.'
      : `gives only when asked to. Set "${p.request}": true in ${p.step}.`),
  noBudget: (p: { search: string }) =>
    `The search "${p.search}" would never end. Say when it is enough, such as "budget": { "trials": 50 } or { "time": "10m" }.`,
  nothingStops: () =>
    '"unstopped" keeps trials from being stopped early, but nothing stops any. Add "earlyStopping", or remove "unstopped".',
  onlyControls: () =>
    'With "random": 1 the search is never asked, so it cannot end the study. Say when it is enough, such as ' +
    '"budget": { "trials": 50 } or { "time": "10m" }, or lower the share.',
  whereOnEstimator: (p: { key: string; estimator: string }) =>
    `"${p.key}" is for transformers; "${p.estimator}" is an estimator and sees all columns. Remove it.`,
  badColumns: (p: { found: string }) =>
    `"on" must be "numeric", "categorical" or a list of column names, found ${p.found}.`,
  badFitOn: (p: { found: string }) => `"fitOn" must be "train" or "all", found ${p.found}.`,
  testTooSmall: (p: { share: number; rows: number }) =>
    `A share of ${p.share} of ${p.rows} rows leaves the test set or the training set empty. Choose another share.`,
  noModel: () => 'This is no model of Tunewright: a file written by "tunewright best --as model" is needed.',
  modelVersion: (p: { found: string; own: number }) =>
    `The model is of version ${p.found}; this version of Tunewright reads version ${p.own}. Save it again.`,
  modelColumns: (p: { expected: readonly string[]; found: readonly string[] }) =>
    `The rows must have the columns that the model was fitted on: ${p.expected.join(', ')}. ` +
    `Found were: ${p.found.join(', ')}.`,
  nothingFitted: () => 'There is no model: no trial of the study has finished.',
  noPipeline: () => 'Only a study with "data" and "steps" has a model; this one has an objective.',
} as const;

type Messages = typeof messages;
export type MessageCode = keyof Messages;
/** What a sentence is about. */
export type Facts<C extends MessageCode> = Parameters<Messages[C]>;

/** `complain('unknownKey', { … }, '/steps/0')`. */
export function complain<C extends MessageCode>(code: C, facts: Facts<C>[0], pointer?: string): Complaint {
  const text = (messages[code] as (facts: unknown) => string)(shortened(facts));
  return pointer === undefined ? { code, text } : { code, text, pointer };
}

/** Names and texts of the user's may be of any length; what they are shows at their beginning. */
const LONGEST_FACT = 400;

function shortened(facts: object | undefined): object | undefined {
  const long = Object.entries(facts ?? {}).filter(([, fact]) => typeof fact === 'string' && fact.length > LONGEST_FACT);
  if (long.length === 0) return facts;
  return {
    ...facts,
    ...Object.fromEntries(long.map(([key, fact]) => [key, `${(fact as string).slice(0, LONGEST_FACT)}…`])),
  };
}
