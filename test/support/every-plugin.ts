// The plugins of all packages here, also those that a definition must list.
import { tensorflow } from '@tunewright/tensorflow';
import { batteries, type Registry } from 'tunewright';

export function everyPlugin(): Registry {
  return batteries().copy().register(tensorflow, '@tunewright/tensorflow');
}
