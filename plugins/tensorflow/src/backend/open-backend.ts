// Chooses what computes the networks: the native library, WebAssembly with SIMD, or plain JavaScript. Nothing of
// TensorFlow.js is loaded before the first call.
import { Problem } from '@tunewright/core';
import { loadNative, loadTensorFlow } from './load.js';
import type { TensorFlow } from './tensorflow.js';
import { startWasm } from './wasm.js';

/** What can compute: `tensorflow` is `@tensorflow/tfjs-node`. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';
/** `auto` takes the first of the names that works. */
export type BackendChoice = 'auto' | BackendName;

/** A started back end. */
export interface Backend {
  readonly tf: TensorFlow;
  readonly name: BackendName;
  /** A sentence that says what computes. */
  readonly words: string;
  /**
   * Makes it the one that computes from now on, if it is not already. Call it at the start and after each wait, as
   * another fit with another back end may have run in between.
   */
  use(): void;
}

const WORDS: Readonly<Record<BackendName, string>> = {
  tensorflow: 'the native library (tfjs-node)',
  wasm: 'WebAssembly with SIMD, one thread',
  cpu: 'plain JavaScript, which is several times slower than WebAssembly',
};
const REMEDY: Readonly<Record<BackendName, string>> = {
  tensorflow: 'Install @tensorflow/tfjs-node beside Tunewright where it builds, or say "auto".',
  wasm: 'This Node or processor lacks WebAssembly SIMD, or the package is incomplete; say "auto" or "cpu".',
  cpu: 'Reinstall the packages.',
};

const opened = new Map<BackendName, Backend>();
const opening = new Map<BackendChoice, Promise<Backend>>();

/**
 * The back end for a choice; the same one for the whole process.
 * @throws Problem `tensorflow-back-end` when one asked for by name does not start.
 */
export async function openBackend(choice: BackendChoice = 'auto'): Promise<Backend> {
  let found = opening.get(choice);
  if (found === undefined) opening.set(choice, (found = choice === 'auto' ? openFirst() : open(choice)));
  const backend = await found;
  backend.use();
  return backend;
}

/**
 * The same without waiting, for restoring a model. WebAssembly takes a moment to start: unless it has been started
 * before, plain JavaScript stands in, and the predictions agree to about 1e-5.
 */
export function openBackendNow(choice: BackendChoice = 'auto'): Backend {
  const names = choice === 'auto' ? (['tensorflow', 'wasm'] as const) : [choice];
  for (const name of names) {
    const found = opened.get(name);
    if (found !== undefined) {
      found.use();
      return found;
    }
  }
  if (choice !== 'wasm' && choice !== 'cpu' && loadNative()) return started('tensorflow');
  return opened.get('cpu') ?? started('cpu');
}

async function openFirst(): Promise<Backend> {
  for (const name of ['tensorflow', 'wasm'] as const) {
    const found = opened.get(name) ?? (await attempt(name));
    if (found !== undefined) return found;
  }
  return open('cpu');
}

async function open(name: BackendName): Promise<Backend> {
  const found = opened.get(name) ?? (await attempt(name));
  if (found !== undefined) return found;
  throw Problem.of(
    'tensorflow-back-end',
    `The back end "${name}" of TensorFlow.js does not start here. ${REMEDY[name]}`,
  );
}

async function attempt(name: BackendName): Promise<Backend | undefined> {
  const tf = loadTensorFlow();
  if (name === 'tensorflow' && !loadNative()) return undefined;
  if (name === 'wasm' && !(await startWasm(tf))) return undefined;
  return started(name);
}

function started(name: BackendName): Backend {
  const tf = loadTensorFlow();
  const words = `TensorFlow.js ${tf.version_core} computes with ${WORDS[name]}.`;
  const use = (): void => {
    // A started back end is switched to at once; the promise only says so.
    if (tf.getBackend() !== name) void tf.setBackend(name);
  };
  const backend: Backend = { tf, name, words, use };
  opened.set(name, backend);
  use();
  return backend;
}
