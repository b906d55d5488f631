// The reference of all plugins, one page a kind, written from their manifests.
import type { Kind, Manifest } from '@tunewright/core';
import { format } from 'prettier';
import { allowed, type Schema } from '../../core/src/definition/schema-words.js';

interface Param extends Schema {
  readonly description?: string;
}
/** Facts that some kinds declare. */
type Facts = Manifest & {
  readonly tasks?: readonly string[];
  readonly goal?: string;
  readonly needs?: string;
  readonly gives?: (params: Readonly<Record<string, unknown>>) => readonly string[];
  readonly onRequest?: Readonly<Record<string, string>>;
  readonly stochastic?: boolean;
  readonly reads?: string;
  readonly phase?: string;
};

/** Titles of the pages, and where the kind stands in a definition. */
const KINDS: Readonly<Partial<Record<Kind, readonly [title: string, place: string]>>> = {
  'data-set': ['Data sets', '`"data": { "use": … }`'],
  transformer: ['Transformers', 'a step before the estimator'],
  scaler: ['Scalers', 'a step before the estimator; a scaler is a transformer that only shifts and scales columns'],
  splitter: ['Splitters', '`"cv": { "use": … }`'],
  metric: ['Metrics', '`"metrics": [{ "use": … }]`'],
  estimator: ['Estimators', 'the last step'],
  objective: ['Objectives', '`"objective": { "use": … }`'],
  searcher: ['Searchers', '`"search": { "use": … }`'],
  surrogate: ['Surrogates', 'a parameter of a searcher'],
  acquisition: ['Acquisition functions', 'a parameter of a searcher'],
  stopper: ['Stoppers', '`"earlyStopping": [{ "use": … }]`'],
  executor: ['Executors', '`"run": { "executor": { "use": … } }`'],
  store: ['Stores', '`"run": { "store": { "use": … } }`'],
  monitor: ['Monitors', 'given by the command or to `createStudy`'],
  diagnosis: ['Diagnoses', 'run by the doctor'],
};

/** Text by file name. */
export async function reference(manifests: readonly Manifest[]): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const lines: string[] = [];
  for (const [kind, [title, place]] of Object.entries(KINDS)) {
    const own = manifests.filter((manifest) => manifest.kind === kind) as readonly Facts[];
    if (own.length === 0) continue;
    pages.set(`${kind}.md`, await tidy(pageOf(title, place, own)));
    const links = own.map(({ name }) => `[${name}](${kind}.md#${name})`).join(', ');
    lines.push(`- **[${title}](${kind}.md)** (${place}): ${links}`);
  }
  pages.set('README.md', await tidy(`# All plugins\n\n${GENERATED}\n\n${lines.join('\n')}`));
  return pages;
}

const GENERATED =
  'Written from what the plugins say about themselves, and held to it by a test. `npx tunewright plugins` lists them too.';

function pageOf(title: string, place: string, manifests: readonly Facts[]): string {
  return [`# ${title}`, `Place in a definition: ${place}. [All kinds](README.md)`, ...manifests.map(section)].join(
    '\n\n',
  );
}

function section(manifest: Facts): string {
  return [`## ${manifest.name}`, manifest.summary, facts(manifest), table(manifest.params as Schema)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function facts(manifest: Facts): string {
  const { tasks, goal, needs, stochastic, reads, phase } = manifest;
  return [
    tasks && `- Tasks: ${tasks.join(', ')}.`,
    goal && `- Goal: ${goal}.`,
    needs && `- Reads: ${needs}.`,
    ...answers(manifest),
    stochastic === undefined ? '' : `- Draws random numbers: ${stochastic ? 'yes, by the seed of the study' : 'no'}.`,
    reads && `- Judges: ${reads}.`,
    phase && `- Phase: ${phase}.`,
  ]
    .filter(Boolean)
    .join('\n');
}

function answers({ gives, onRequest = {}, params }: Facts): string[] {
  if (gives === undefined) return [];
  const usual = gives(defaults(params));
  const asked = Object.entries(onRequest).map(([need, param]) => `${need} with \`"${param}": true\``);
  return [
    `- Answers: ${[...new Set(['values', ...usual])].join(', ')}${asked.length > 0 ? `; ${asked.join(', ')}` : ''}.`,
  ];
}

function defaults({ properties = {} }: Schema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schema.default]));
}

function table({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, schema]) => row(name, schema, required.includes(name)));
  if (rows.length === 0) return 'No parameters.';
  return ['| parameter | allowed | default | what it does |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function row(name: string, schema: Param, required: boolean): string {
  const usual = schema.default === undefined ? missing(required) : `\`${JSON.stringify(schema.default)}\``;
  const about = [schema.description ?? '', when(schema)].filter((text) => text !== '').join(' ');
  return `| \`${name}\` | ${[allowed(schema), usual, about].map(cell).join(' | ')} |`;
}

function missing(required: boolean): string {
  return required ? 'must be given' : 'none';
}

function when({ activeWhen }: Schema): string {
  if (activeWhen === undefined) return '';
  const parts = Object.entries(activeWhen).map(
    ([sibling, values]) => `\`${sibling}\` is ${values.map((value) => `\`${JSON.stringify(value)}\``).join(' or ')}`,
  );
  return `Matters only while ${parts.join(' and ')}.`;
}

/** Text for a cell of a Markdown table. */
function cell(text: string): string {
  return text
    .replace(/\|/g, '\\|')
    .replace(/\n/g, ' ')
    .replace(/<(?=\w)/g, '&lt;');
}

function tidy(markdown: string): Promise<string> {
  return format(markdown, { parser: 'markdown', printWidth: 120 });
}
