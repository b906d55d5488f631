// The plugins that every definition may name without listing them.
import { Registry, shareModules } from '@tunewright/core';
import { executors } from '@tunewright/executors';
import { learning } from '@tunewright/learning';
import { monitors } from '@tunewright/monitors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { stores } from '@tunewright/stores';

let registry: Registry | undefined;

/** What plugin files get from this program when they import it. */
const SHARED = [
  'tunewright',
  'tunewright/testing',
  'tunewright/typebox',
  '@tunewright/core/testing',
  '@tunewright/executors',
  '@tunewright/learning',
  '@tunewright/monitors',
  '@tunewright/objectives',
  '@tunewright/search',
  '@tunewright/stores',
];

/** The registry with all plugins that come with Tunewright; the same one at every call. */
export function batteries(): Registry {
  return (registry ??= charged());
}

function charged(): Registry {
  shareModules(SHARED, (specifier) => import(specifier));
  return new Registry()
    .register(executors, '@tunewright/executors')
    .register(learning, '@tunewright/learning')
    .register(monitors, '@tunewright/monitors')
    .register(objectives, '@tunewright/objectives')
    .register(search, '@tunewright/search')
    .register(stores, '@tunewright/stores');
}
