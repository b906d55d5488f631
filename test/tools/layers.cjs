// The layer table as a program: who may import whom. `a <- b` reads "b may import a":
//   core <- plugins/* <- pipelines <- test, and inside core
//   contracts <- problem <- numeric <- plugin, space <- definition, study, evaluation <- graph, doctor, drawing <- testing
// Folders of one layer may import each other as long as no cycle of folders appears.

/** The folders of core, from the bottom up. */
const LAYERS = [
  ['contracts'],
  ['problem'],
  ['numeric'],
  ['plugin', 'space'],
  ['definition', 'study', 'evaluation'],
  ['graph', 'doctor', 'drawing'],
  ['testing'],
];

/** Libraries that only some folders may know. Tests may import all of them. */
const CONFINED = {
  rxjs: '^(core/src/graph|plugins/monitors|pipelines)/',
  inversify: '^core/src/plugin/',
  'reflect-metadata': '^core/src/plugin/',
  ajv: '^core/src/definition/',
  '@tensorflow': '^plugins/tensorflow/',
};

const folders = (names) => `^core/src/(${names.join('|')})/`;

const coreLayers = LAYERS.slice(0, -1).map((names, i) => ({
  name: `${names.join('-')}-knows-only-lower-layers`,
  severity: 'error',
  from: { path: folders(names) },
  to: { path: folders(LAYERS.slice(i + 1).flat()) },
}));

const libraries = Object.entries(CONFINED).map(([library, allowed]) => ({
  name: `${library}-is-confined`,
  severity: 'error',
  from: { path: '^(core|plugins|pipelines)/', pathNot: allowed },
  to: { path: `(^|/)node_modules/${library}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...coreLayers,
    ...libraries,
    {
      name: 'core-folders-are-in-the-table',
      comment: 'A new folder of core is given a layer in this file first.',
      severity: 'error',
      from: {},
      to: { path: '^core/src/[^/]+/', pathNot: folders(LAYERS.flat()) },
    },
    {
      name: 'core-knows-nothing-above',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(plugins|pipelines|test)/' },
    },
    {
      name: 'core-index-is-for-outsiders',
      comment: 'Inside core, import the module itself.',
      severity: 'error',
      from: { path: '^core/src/', pathNot: '^core/src/testing/' },
      to: { path: '^core/src/index\\.ts$' },
    },
    {
      name: 'contracts-need-no-library',
      severity: 'error',
      from: { path: '^core/src/contracts/' },
      to: { pathNot: '^core/src/contracts/' },
    },
    {
      name: 'plugins-know-only-core',
      severity: 'error',
      // The index of a package that adds names to `definePipeline` must name what it adds to, as a type.
      from: { path: '^plugins/([^/]+)/', pathNot: '^plugins/tensorflow/src/index[.]ts$' },
      to: { path: '^(plugins|pipelines|test)/', pathNot: '^plugins/$1/' },
    },
    {
      name: 'pipelines-know-no-tests',
      severity: 'error',
      from: { path: '^pipelines/' },
      to: { path: '^test/' },
    },
    {
      name: 'packages-are-imported-by-name',
      comment: "Another package's files are reached through what it exports.",
      severity: 'error',
      from: { path: '^(core|plugins/[^/]+|pipelines)/' },
      to: { path: '^(core|plugins|pipelines)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'only-the-suites-use-testing',
      comment: 'The contract suites are for tests; `tunewright/testing` hands them on.',
      severity: 'error',
      from: { path: '^(core|plugins|pipelines)/', pathNot: '^(core/src/testing/|pipelines/src/testing\\.ts$)' },
      to: { path: '^core/src/testing/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-cycles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^core/src/.+' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports it and it imports nobody.',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-library',
      comment: 'A package lists what it imports in its own package.json, and for users, not for its developers.',
      severity: 'error',
      from: { path: '^(core|plugins|pipelines)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'deprecated'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(core|plugins/[^/]+|pipelines|test)/dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['tunewright-source', 'import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
