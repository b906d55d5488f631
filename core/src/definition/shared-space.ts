// The `space` of a definition once it has been read: domains by name, and what is computed from them.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Configuration } from '../contracts/space.js';
import { seeded } from '../numeric/random.js';
import { isTrialFailure, TrialFailure } from '../problem/trial-failure.js';
import type { Activity, Parameter } from '../space/parameter.js';
import { buildSpace } from '../space/space.js';
import type { Expression } from './expression/expression.js';
import { ExpressionFault } from './expression/operators.js';
import type { Pick, Range } from './node.js';
import { full } from './readings.js';

/** A domain of `space`. */
export interface SharedDomain {
  readonly kind: 'domain';
  readonly name: string;
  readonly node: Range | Pick;
  /** When it is there at all, beside which choices; empty: always. */
  readonly when: readonly Activity[];
  /** `when` as it was written. */
  readonly said: JsonObject | undefined;
}
/** A member of `space` that is computed from others. */
export interface Formula {
  readonly kind: 'formula';
  readonly name: string;
  readonly expression: Expression;
  /** `{ "expr": … }` or `{ "ref": … }`. */
  readonly said: JsonObject;
}
export type SharedMember = SharedDomain | Formula;

interface Examples {
  readonly examples: readonly Configuration[];
  readonly faults: ReadonlyMap<string, string>;
}

// Combinations of both ends are taken whole up to 2^6, beyond that random ones will do.
const MOST_CORNERS = 6;
const RANDOM_EXAMPLES = 64;

export class SharedSpace {
  private readonly byName: ReadonlyMap<string, SharedMember>;
  private drawn: Examples | undefined;

  /**
   * @param members In the order of the definition.
   * @param formulas Those of them that are computed, each after what it is computed from.
   * @param names All that were written, sound or not.
   */
  constructor(
    readonly members: readonly SharedMember[],
    readonly formulas: readonly Formula[],
    readonly names: readonly string[],
  ) {
    this.byName = new Map(members.map((member) => [member.name, member]));
  }

  find(name: string): SharedMember | undefined {
    return this.byName.get(name);
  }

  get parameters(): Parameter[] {
    return this.domains.map(({ name, node, when }) => ({
      name,
      domain: node.kind === 'range' ? node.domain : node.choice,
      when,
    }));
  }

  /** Names of the parameters that members are computed from, and the members themselves where they are parameters. */
  sources(names: readonly string[]): readonly string[] {
    const reached = this.reached(names);
    return this.domains.flatMap(({ name }) => (reached.has(name) ? [name] : []));
  }

  /** The formulas by which members are computed, each after what it is computed from. */
  formulasOf(names: readonly string[]): readonly Formula[] {
    const reached = this.reached(names);
    return this.formulas.filter(({ name }) => reached.has(name));
  }

  /** When all of these parameters are there. */
  conditions(parameters: readonly string[]): readonly Activity[] {
    return this.domains.flatMap(({ name, when }) => (parameters.includes(name) ? when : []));
  }

  /**
   * The configuration with what is computed from it; a member without one of its sources is left out. Throws a
   * {@link TrialFailure} where something cannot be computed.
   *
   * @param formulas What to compute; default: all.
   */
  values(configuration: Configuration, formulas = this.formulas): Configuration {
    if (formulas.length === 0) return configuration;
    const values: Record<string, Json> = { ...configuration };
    for (const { name, expression } of formulas) {
      if (expression.names.every((each) => Object.hasOwn(values, each))) values[name] = compute(expression, values);
    }
    return values;
  }

  /** Some configurations with what is computed from them: combinations of the ends of the domains, then random ones. */
  get examples(): readonly Configuration[] {
    return this.tried().examples;
  }

  /** By formula, the first example in which it could not be computed, and why. */
  get faults(): ReadonlyMap<string, string> {
    return this.tried().faults;
  }

  full(): JsonObject {
    return Object.fromEntries(this.members.map((member) => [member.name, fullMember(member)]));
  }

  private get domains(): readonly SharedDomain[] {
    return this.members.filter((member) => member.kind === 'domain');
  }

  /** The names, and all that they are computed from. */
  private reached(names: readonly string[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const visit = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      const member = this.find(name);
      if (member?.kind === 'formula') member.expression.names.forEach(visit);
    };
    names.forEach(visit);
    return reached;
  }

  private tried(): Examples {
    this.drawn ??= this.tryOut();
    return this.drawn;
  }

  private tryOut(): Examples {
    const faults = new Map<string, string>();
    const examples = this.draw().map((configuration) => {
      const values: Record<string, Json> = { ...configuration };
      for (const { name, expression } of this.formulas) {
        if (!expression.names.every((each) => Object.hasOwn(values, each))) continue;
        try {
          values[name] = compute(expression, values);
        } catch (error) {
          if (!isTrialFailure(error)) throw error;
          if (!faults.has(name)) faults.set(name, error.message);
        }
      }
      return values;
    });
    return { examples, faults };
  }

  private draw(): readonly Configuration[] {
    const space = buildSpace(this.parameters);
    const count = space.dimensions.length;
    if (count === 0) return [{}];
    const corners = Array.from({ length: 2 ** Math.min(count, MOST_CORNERS) }, (_, bits) =>
      // Beyond the sixth dimension the pattern repeats.
      Float64Array.from({ length: count }, (_, i) => (bits >> (i % MOST_CORNERS)) & 1),
    );
    const random = seeded(0).split('examples');
    const drawn = Array.from({ length: RANDOM_EXAMPLES }, () => space.sample(random));
    return [...corners, ...drawn].map((point) => space.decode(point));
  }
}

export const NO_SPACE = new SharedSpace([], [], []);

function fullMember(member: SharedMember): Json {
  if (member.kind === 'formula') return member.said;
  const domain = full(member.node) as JsonObject;
  return member.said === undefined ? domain : { ...domain, when: member.said };
}

/** Throws a {@link TrialFailure} that says what the expression could not take. */
export function compute(expression: Expression, values: Configuration): Json {
  try {
    return expression.evaluate((name) => (Object.hasOwn(values, name) ? values[name] : undefined));
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    const where = whereWords(expression.names, values);
    throw new TrialFailure('invalid', `"${expression.text}" cannot be computed${where}: ${error.message}.`);
  }
}

/** ` where width is 5 and depth is 2`; nothing without names. */
export function whereWords(names: readonly string[], values: Configuration): string {
  const words = names.map((name) => `${name} is ${JSON.stringify(values[name])}`);
  return words.length === 0 ? '' : ` where ${words.join(' and ')}`;
}
