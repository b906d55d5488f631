// What the compiler and prettier cannot check. Sizes, layers and randomness are errors here so that an editor shows
// them at once; the layer table itself is in layers.cjs.
import { resolve } from 'node:path';
import { defineConfig } from 'eslint/config';
import rxjsX from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

const SOURCES = ['core/src/**/*.ts', 'plugins/*/src/**/*.ts', 'pipelines/src/**/*.ts'];
const DETERMINISTIC = ['core/src/**/*.ts', 'plugins/*/src/**/*.ts'];
const TESTS = ['test/**/*.ts'];

/** Libraries that only some folders may know. A test file may import all of them. */
const CONFINED = {
  rxjs: ['core/src/graph/**', 'plugins/monitors/**', 'pipelines/**'],
  inversify: ['core/src/plugin/**'],
  'reflect-metadata': ['core/src/plugin/**'],
  ajv: ['core/src/definition/**'],
};

/** The same library under its subpaths: `rxjs/operators`. */
const whole = (library) => `^${library}(/|$)`;

function forbidden(libraries) {
  return [
    'error',
    {
      patterns: libraries.map((library) => ({
        regex: whole(library),
        message: `Only ${CONFINED[library].join(', ')} may import ${library}.`,
      })),
    },
  ];
}

/** One entry a set of folders that may know the same libraries: later entries replace earlier ones. */
function confinement() {
  const folders = [...new Set(Object.values(CONFINED).flat())];
  const all = Object.keys(CONFINED);
  return [
    { files: SOURCES, rules: { 'no-restricted-imports': forbidden(all) } },
    ...folders.map((folder) => ({
      files: [folder],
      rules: { 'no-restricted-imports': forbidden(all.filter((library) => !CONFINED[library].includes(folder))) },
    })),
  ];
}

const style = {
  name: 'style',
  rules: {
    eqeqeq: 'error',
    'no-console': 'error',
    'no-param-reassign': 'error',
    'object-shorthand': 'error',
    'prefer-const': 'error',
    '@typescript-eslint/array-type': ['error', { default: 'array' }],
    '@typescript-eslint/consistent-generic-constructors': 'error',
    '@typescript-eslint/consistent-indexed-object-style': 'off', // An index signature can name its key.
    '@typescript-eslint/consistent-type-exports': 'error',
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    '@typescript-eslint/no-inferrable-types': 'error',
    '@typescript-eslint/prefer-for-of': 'off', // Numeric loops over typed arrays keep their index.
    '@typescript-eslint/prefer-function-type': 'error',
    '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, number: true } }],
    '@typescript-eslint/prefer-optional-chain': 'error',
    '@typescript-eslint/prefer-readonly': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

    '@typescript-eslint/no-confusing-void-expression': [
      'error',
      { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
    ],
    '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    // Values come from JSON and from plugins in plain JavaScript, and callbacks change what the compiler has narrowed.
    '@typescript-eslint/no-unnecessary-condition': 'off',
    '@typescript-eslint/no-meaningless-void-operator': 'off', // `return void complain(…)` says that nothing is returned.
    '@typescript-eslint/no-unnecessary-type-parameters': 'off', // Decorators and tokens carry types by parameters.
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: false, allowThrowingUnknown: true }],
    '@typescript-eslint/require-await': 'off', // A contract may ask for a promise.
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  },
};

const sizes = (lines, functionLines, complexity) => ({
  // A switch counts once: an exhaustive one over many events is long, not complex.
  complexity: ['error', { max: complexity, variant: 'modified' }],
  'max-lines': ['error', { max: lines }],
  'max-lines-per-function': functionLines
    ? ['error', { max: functionLines, skipBlankLines: true, skipComments: true }]
    : 'off',
});

const CLOCK_ADVICE = 'Time is an argument: ask for CLOCK, or use the clock you are given.';
const RANDOM_ADVICE = 'Randomness is an argument: ask for RANDOM, or split the generator you are given.';
const determinism = {
  name: 'randomness and time are arguments',
  files: DETERMINISTIC,
  ignores: ['core/src/study/system-clock.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: RANDOM_ADVICE },
      { object: 'crypto', property: 'randomUUID', message: RANDOM_ADVICE },
      { object: 'crypto', property: 'getRandomValues', message: RANDOM_ADVICE },
      { object: 'Date', property: 'now', message: CLOCK_ADVICE },
      { object: 'performance', property: 'now', message: CLOCK_ADVICE },
      { object: 'process', property: 'hrtime', message: CLOCK_ADVICE },
    ],
    'no-restricted-syntax': [
      'error',
      { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK_ADVICE },
      { selector: 'CallExpression[callee.name="Date"]', message: CLOCK_ADVICE },
    ],
  },
};

const TYPES_ONLY = 'Contracts are types only: put code beside its users.';
const contracts = {
  name: 'contracts are types only',
  files: ['core/src/contracts/**/*.ts'],
  rules: {
    'no-restricted-syntax': [
      'error',
      { selector: 'ImportDeclaration[importKind="value"]', message: TYPES_ONLY },
      {
        selector: 'Program > :matches(VariableDeclaration, FunctionDeclaration, ClassDeclaration)',
        message: TYPES_ONLY,
      },
      { selector: 'Program > :matches(TSEnumDeclaration, ExpressionStatement)', message: TYPES_ONLY },
      { selector: 'ExportNamedDeclaration[exportKind="value"]', message: TYPES_ONLY },
      { selector: 'ExportDefaultDeclaration', message: TYPES_ONLY },
    ],
  },
};

// The plugin's own strict set, less what fights derived streams; see its documentation for each.
const streams = {
  name: 'streams',
  files: ['core/src/graph/**/*.ts', 'plugins/monitors/src/**/*.ts', 'pipelines/src/**/*.ts'],
  plugins: { 'rxjs-x': rxjsX },
  rules: {
    ...rxjsX.configs.strict.rules,
    'rxjs-x/no-ignored-subscription': 'error',
    'rxjs-x/no-ignored-error': 'off', // A subscriber that only counts may leave errors to the one who owns the stream.
    'rxjs-x/throw-error': ['error', { allowThrowingAny: false, allowThrowingUnknown: true }],
    'rxjs-x/finnish': [
      'error',
      { functions: false, methods: false, parameters: false, properties: false, strict: true },
    ],
  },
};

const tests = {
  name: 'tests',
  files: TESTS,
  rules: {
    ...sizes(600, 0, 15),
    '@typescript-eslint/no-empty-function': 'off',
    '@typescript-eslint/no-extraneous-class': 'off',
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any and parsed JSON are `any`.
    '@typescript-eslint/only-throw-error': 'off', // What happens when user code throws a string is tested.
    '@typescript-eslint/unbound-method': 'off',
  },
};

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '**/.tunewright/**', 'test/golden/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, style],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: resolve(import.meta.dirname, '../..') },
    },
  },
  { files: SOURCES, rules: sizes(300, 60, 10) },
  ...confinement(),
  determinism,
  contracts,
  streams,
  tests,
  // Laws take apart the subject they are about; its functions are the test's own and know no `this`.
  { files: ['core/src/testing/**/*.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  {
    files: ['test/bench/**/*.ts', 'test/outsiders/**/*.ts', 'test/tools/**/*.ts', 'pipelines/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // node:test waits for its tests itself, and laws know no `this`.
    files: ['pipelines/templates/*.test.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['test/types/**/*.ts'],
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { minimumDescriptionLength: 3 }],
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
);
