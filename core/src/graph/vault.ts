// Keeps what a study reads from the environment: plugins are made with the values, and nothing that is told has them
// in it.
import type { Evaluate, Watch } from '../contracts/work.js';
import {
  checkEnvironment,
  concealed,
  concealing,
  filledIn,
  type Conceal,
  type Environment,
} from '../definition/environment.js';
import type { Pipeline } from '../definition/pipeline.js';
import { isThenable } from '../evaluation/attempt.js';
import type { Binding, Registry } from '../plugin/registry.js';
import type { Plugins } from '../plugin/token.js';

interface Surroundings {
  readonly registry: Registry;
  readonly environment?: Environment;
}

export class Vault {
  /** Puts the names of variables in place of their values. */
  readonly conceal: Conceal;

  private constructor(
    private readonly registry: Registry,
    private readonly environment: Environment,
    /** Whether the definition names any variable. */
    private readonly used: boolean,
    conceal: Conceal,
  ) {
    this.conceal = conceal;
  }

  /** Throws a {@link Problem} with all variables of the definition that are not set, or do not fit. */
  static open({ environment: secrets }: Pipeline, { registry, environment = process.env }: Surroundings): Vault {
    checkEnvironment(secrets, environment);
    return new Vault(registry, environment, secrets.length > 0, concealing(secrets, environment));
  }

  /** Makes plugins with the values of their variables. */
  workshop(services: readonly Binding[]): Plugins {
    const { environment, registry, used } = this;
    return registry.workshop(
      services,
      used ? (component, schema) => filledIn(component, schema, environment) : undefined,
    );
  }

  /** What the work gives or throws, nothing of it telling a value. */
  guard<T>(work: () => T): T {
    const fail = (error: unknown): never => {
      throw concealed(error, this.conceal);
    };
    try {
      const done = work();
      return this.used && isThenable(done) ? (Promise.resolve(done).catch(fail) as T) : done;
    } catch (error) {
      return fail(error);
    }
  }

  /** The same evaluation, of which no notice tells a value. */
  quiet(evaluate: Evaluate): Evaluate {
    return this.used ? (work, watch) => evaluate(work, this.quietWatch(watch)) : evaluate;
  }

  private quietWatch(watch: Watch): Watch {
    return {
      get signal() {
        return watch.signal;
      },
      deadline: watch.deadline,
      progress: (progress) => {
        watch.progress(progress.type === 'noticed' ? { ...progress, text: this.conceal(progress.text) } : progress);
      },
    };
  }
}
