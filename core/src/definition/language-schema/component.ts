// `{ "use": name, …params }` of a kind: which names there are, and once one is given, which parameters.
import type { Kind } from '../../contracts/kinds.js';
import type { Manifest } from '../../plugin/manifest.js';
import { LagSchema } from '../conduct.js';
import { ID_PATTERN } from '../identifier.js';
import { WhereSchema } from '../where.js';
import { membersSchema, valueSchema } from './value.js';
import { closed, declared, mapped, type Context, type JsonSchema } from './words.js';

/** A place for components: of which kinds, and which keys belong to the place. */
interface Place {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly own: (manifest: Manifest, context: Context) => JsonSchema;
}

const ID = {
  type: 'string',
  pattern: ID_PATTERN,
  description: 'What it is called in names of parameters. By default the name of the plugin in camelCase.',
  errorMessage: 'Expected letters and digits, a letter first.',
};
const id = ({ definitions }: Context): JsonSchema => ({ id: definitions.ref('id', () => ID) });

const where = (context: Context): JsonSchema =>
  mapped(declared(WhereSchema).properties ?? {}, (schema, key) =>
    context.definitions.ref(key, () => valueSchema(schema, closed(context))),
  );

const STEP: Place = {
  name: 'step',
  kinds: ['transformer', 'scaler', 'estimator'],
  own: ({ kind }, context) => (kind === 'estimator' ? id(context) : { ...id(context), ...where(context) }),
};
export const OBJECTIVE: Place = { name: 'tuned-objective', kinds: ['objective'], own: (_, context) => id(context) };
export const SEARCH: Place = {
  name: 'search',
  kinds: ['searcher'],
  own: (_, context) => membersSchema(declared(LagSchema), closed(context))['properties'] as JsonSchema,
};
export const STOPPER: Place = { name: 'early-stopping', kinds: ['stopper'], own: (_, context) => id(context) };
export const METRIC: Place = {
  name: 'measure',
  kinds: ['metric'],
  own: (manifest, context) => {
    const description = `Makes the metric an objective. It is there to ${(manifest as Manifest<'metric'>).goal}.`;
    return { ...id(context), goal: { const: (manifest as Manifest<'metric'>).goal, description } };
  },
};
const nested = (kind: string, { open }: Context): Place => ({
  name: open ? `tunable-${kind}` : kind,
  kinds: [kind as Kind],
  own: () => ({}),
});
const alternative = (kind: string): Place => ({
  name: `tunable-${kind}-with-id`,
  kinds: [kind as Kind],
  own: (_, context) => id(context),
});

/** One component. */
export function componentSchema(place: Place, context: Context): JsonSchema {
  const { definitions, registry } = context;
  return definitions.ref(place.name, () => {
    const manifests = place.kinds.flatMap((kind) => registry.list(kind));
    const plugins = manifests.map((manifest) => ({
      if: { properties: { use: { const: manifest.name } }, required: ['use'] },
      then: pluginSchema(manifest, place, context),
    }));
    return {
      type: 'object',
      properties: { use: useSchema(manifests, place.kinds) },
      required: ['use'],
      // An empty list is no schema, and some kinds may have no plugin.
      ...(plugins.length > 0 && { allOf: plugins }),
    };
  });
}

/** One step of a pipeline: a component, or a choice of some. */
export function stepSchema(context: Context): JsonSchema {
  return context.definitions.ref('step-or-choice', () =>
    withChoice(componentSchema(STEP, context), componentSchema(STEP, context), {
      own: { ...id(context), ...where(context) },
      required: ['choose', 'id'],
      isChoice: { required: ['choose'], not: { required: ['use'] } },
    }),
  );
}

/** A component where a plugin's schema says that there is one. */
export function nestedComponent(kind: string, context: Context): JsonSchema {
  const component = componentSchema(nested(kind, context), context);
  if (!context.open) return component;
  return context.definitions.ref(`tunable-${kind}-or-choice`, () =>
    withChoice(component, componentSchema(alternative(kind), context), {
      own: {},
      required: ['choose'],
      isChoice: { required: ['choose'] },
    }),
  );
}

/** What editors propose as long as it is not clear whether a component or a choice is meant. */
const PROPOSAL: JsonSchema = {
  if: { not: { required: ['use'] } },
  then: { properties: { choose: { type: 'array', description: 'The components to choose among.' } } },
};

interface ChoiceForm {
  /** Keys of a choice beside `choose`. */
  readonly own: JsonSchema;
  readonly required: readonly string[];
  /** What tells a choice from a component. */
  readonly isChoice: JsonSchema;
}

function withChoice(component: JsonSchema, one: JsonSchema, { own, required, isChoice }: ChoiceForm): JsonSchema {
  const choose = { type: 'array', items: one, minItems: 2, uniqueItems: true };
  return {
    type: 'object',
    allOf: [PROPOSAL],
    if: isChoice,
    then: { properties: { choose, ...own }, required, additionalProperties: false },
    else: component,
  };
}

function useSchema(manifests: readonly Manifest[], kinds: readonly Kind[]): JsonSchema {
  const description = `Which ${kinds.join(', ').replace(/, (?!.*, )/, ' or ')}.`;
  if (manifests.length === 0) return { type: 'string', description, not: {}, errorMessage: 'There is none to choose.' };
  return {
    type: 'string',
    description,
    enum: manifests.map(({ name }) => name),
    enumDescriptions: manifests.map(({ summary }) => summary),
  };
}

function pluginSchema(manifest: Manifest, place: Place, context: Context): JsonSchema {
  return context.definitions.ref(`${place.name}.${manifest.name}`, () => {
    const members = membersSchema(declared(manifest.params), { ...context, environment: true });
    const own = place.own(manifest, context);
    return {
      additionalProperties: false,
      ...members,
      properties: { use: true, ...own, ...(members['properties'] as JsonSchema) },
    };
  });
}
