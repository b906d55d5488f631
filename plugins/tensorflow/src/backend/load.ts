// Loads the parts of TensorFlow.js, and keeps it from writing into the terminal. All through `require`: the packages
// are CommonJS, a user's own import meets the same copy, and a model can be restored without waiting.
import { createRequire } from 'node:module';
import type * as wasm from '@tensorflow/tfjs-backend-wasm';
import { chainOperations } from './chained.js';
import type { TensorFlow } from './tensorflow.js';

const load: (name: string) => unknown = createRequire(import.meta.url);
let namespace: TensorFlow | undefined;

/** Core, layers and the plain JavaScript kernels; about 70 ms the first time. */
export function loadTensorFlow(): TensorFlow {
  if (namespace !== undefined) return namespace;
  const core = load('@tensorflow/tfjs-core') as TensorFlow;
  // Silences the greeting of the plain back end and the complaint about kernels registered twice; nothing else hangs
  // on these two flags. `disableDeprecationWarnings()` would itself print a line.
  core.env().set('PROD', true);
  core.env().set('DEPRECATION_WARNINGS_ENABLED', false);
  load('@tensorflow/tfjs-backend-cpu');
  namespace = { ...core, ...(load('@tensorflow/tfjs-layers') as TensorFlow) };
  chainOperations(namespace);
  return namespace;
}

/** The native library, where the user has installed it: untested here. True when it has registered itself. */
export function loadNative(): boolean {
  // The library's C++ part greets on stderr unless told otherwise before it loads.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  try {
    load('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
}

/** The WebAssembly back end, not yet started. */
export function loadWasm(): typeof wasm {
  return load('@tensorflow/tfjs-backend-wasm') as typeof wasm;
}

/** Where a file of an installed package lies. */
export function locate(file: string): string {
  return createRequire(import.meta.url).resolve(file);
}
