// The variants of a comparison: which definitions they are, what they are called, and which of them are about the same
// problem, so that their scores can be compared. Nothing runs here.
import {
  assignAll,
  canonical,
  isProblem,
  pluginsOf,
  Problem,
  readDefinition,
  readLayers,
  rehearse,
  suggestion,
  systemClock,
  withPlugins,
  type Complaint,
  type Json,
  type JsonObject,
  type Pipeline,
  type Registry,
} from '@tunewright/core';

/** A definition that variants are made of. */
export interface Base {
  /** What `parseDefinition` gave, the text of a definition, or a JavaScript value. */
  readonly definition: unknown;
  readonly directory: string;
  readonly label: string;
  /** For what is wrong with it; absent where there is one file only, or none. */
  readonly file?: string;
}

/** Something that is varied: `search`, with the values that it takes. */
export interface Factor {
  readonly name: string;
  readonly values: readonly string[];
}

/** What a variant sets each factor to. */
export type Settings = Readonly<Record<string, string>>;

export interface Variant {
  readonly settings: Settings;
  readonly directory: string;
  /** The definition for each seed. */
  readonly source: (seed: number) => unknown;
  readonly pipeline: Pipeline;
}

/** The factor that says which of several definitions it is. */
const DEFINITION = 'definition';

export interface Plan {
  readonly bases: readonly Base[];
  readonly over: readonly Factor[];
  /** Assignments that hold for all variants. */
  readonly set: readonly string[];
  readonly registry: Registry;
}

/** Every combination, the last factor fastest. Rejects with a {@link Problem} with what is wrong with any of them. */
export async function readVariants(plan: Plan): Promise<readonly Variant[]> {
  checkFactors(plan);
  const variants: Variant[] = [];
  const found: { readonly settings: Settings; readonly complaints: readonly Complaint[] }[] = [];
  const combinations = combinationsOf(factorsOf(plan));
  for (const settings of combinations) {
    try {
      variants.push(await readVariant(settings, plan));
    } catch (error) {
      if (!isProblem(error)) throw error;
      const { file } = baseOf(settings, plan.bases);
      found.push({ settings, complaints: error.complaints.map((each) => ({ ...(file && { file }), ...each })) });
    }
  }
  if (found.length > 0) throw new Problem(named(found, combinations.length));
  return variants;
}

/** `search=random scale=robust-scaler`, of the factors named. */
export function labelOf(settings: Settings, names: readonly string[]): string {
  return names.map((name) => (name === DEFINITION ? settings[name] : `${name}=${settings[name]}`)).join(' ');
}

/** The same text for variants whose scores by a metric mean the same. */
export function problemOf({ pipeline, directory }: Variant, metric: string): string {
  const { kind, definition, test, metrics } = pipeline;
  const { data, cv, objective, instances } = definition;
  const { component, info } = metrics.find((each) => each.info.name === metric) ?? {};
  const subject = [data, objective].filter((part) => part !== undefined) as JsonObject[];
  // Paths and commands mean other things in other folders.
  const place = subject.some(saysText) ? directory : '';
  const parts = { kind, subject, cv, instances, test, metric: component ?? metric, goal: info?.goal, place };
  return canonical(JSON.parse(JSON.stringify(parts)) as Json);
}

function saysText(component: JsonObject): boolean {
  return Object.entries(component).some(
    ([name, value]) => name !== 'use' && name !== 'id' && typeof value === 'string',
  );
}

function factorsOf({ bases, over }: Pick<Plan, 'bases' | 'over'>): readonly Factor[] {
  return [...(bases.length > 1 ? [{ name: DEFINITION, values: bases.map(({ label }) => label) }] : []), ...over];
}

function checkFactors({ bases, over }: Plan): void {
  const complaints: Complaint[] = [];
  const complain = (code: string, text: string): void => void complaints.push({ code, text });
  if (bases.length < 2 && over.length === 0)
    complain('nothing-compared', 'There is one variant only. Name several definitions, or say what to vary by --over.');
  for (const { name, values } of factorsOf({ bases, over })) {
    const twice = values.find((value, i) => values.indexOf(value) !== i);
    if (twice !== undefined) complain('value-twice', `"${twice}" is among the values of "${name}" twice. Say it once.`);
    if (values.length < 2)
      complain('single-value', `"${name}" has one value only, "${values[0]}". Set it by --set instead.`);
    if (name === 'seed')
      complain('seed-varied', 'Seeds are no variants: say by --seeds how many each variant runs with.');
  }
  if (complaints.length > 0) throw new Problem(complaints);
}

function combinationsOf(factors: readonly Factor[]): readonly Settings[] {
  return factors.reduce<readonly Settings[]>(
    (all, { name, values }) => all.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value }))),
    [{}],
  );
}

async function readVariant(settings: Settings, { bases, over, set, registry }: Plan): Promise<Variant> {
  const { definition, directory } = baseOf(settings, bases);
  const assignments = [...set, ...over.map(({ name }) => `${name}=${settings[name]}`)];
  const layers = readLayers(definition, directory);
  const own = assignAll(layers, assignments);
  const known = await withPlugins(pluginsOf(own), directory, registry);
  const pipeline = readDefinition(own, known);
  rehearse(pipeline, { registry: known, directory, clock: systemClock, functions: {} });
  return {
    settings,
    directory,
    pipeline,
    source: (seed) => assignAll(layers, [...assignments, `seed=${seed}`]),
  };
}

function baseOf(settings: Settings, bases: readonly Base[]): Base {
  return bases.find(({ label }) => label === settings[DEFINITION]) ?? (bases[0] as Base);
}

/** A complaint about all variants is told once; one about some of them says which. */
function named(
  found: readonly { readonly settings: Settings; readonly complaints: readonly Complaint[] }[],
  combinations: number,
): readonly Complaint[] {
  const groups = new Map<string, { readonly complaint: Complaint; readonly labels: string[] }>();
  for (const { settings, complaints } of found) {
    for (const complaint of complaints) {
      const key = JSON.stringify(complaint);
      const group = groups.get(key) ?? { complaint, labels: [] };
      group.labels.push(labelOf(settings, Object.keys(settings)));
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ complaint, labels }) => {
    if (labels.length === combinations) return complaint;
    const more = labels.length === 1 ? '' : ` (and ${labels.length - 1} more)`;
    return { ...complaint, text: `Variant ${labels[0]}${more}: ${complaint.text}` };
  });
}

/** The metric that is compared, and its goal. Throws a {@link Problem} where a variant does not measure it. */
export function metricOf(
  { pipeline, settings }: Variant,
  wanted: string | undefined,
): Pipeline['metrics'][number]['info'] {
  const infos = pipeline.metrics.map(({ info }) => info);
  const metric =
    wanted === undefined ? infos.find(({ objective }) => objective) : infos.find(({ name }) => name === wanted);
  if (metric !== undefined) return metric;
  const label = labelOf(settings, Object.keys(settings));
  const known = suggestion(
    wanted ?? '',
    infos.map(({ name }) => name),
  );
  throw Problem.of('metric-not-measured', `Variant ${label} does not measure "${wanted}". ${known}`);
}
