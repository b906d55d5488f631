// The plugins that every definition may name without listing them.
import { Registry } from '@tunewright/core';
import { executors } from '@tunewright/executors';
import { learning } from '@tunewright/learning';
import { monitors } from '@tunewright/monitors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { stores } from '@tunewright/stores';

let registry: Registry | undefined;

export function batteries(): Registry {
  return (registry ??= new Registry()
    .register(executors, '@tunewright/executors')
    .register(learning, '@tunewright/learning')
    .register(monitors, '@tunewright/monitors')
    .register(objectives, '@tunewright/objectives')
    .register(search, '@tunewright/search')
    .register(stores, '@tunewright/stores'));
}
