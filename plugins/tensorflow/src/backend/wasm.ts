// Starts the WebAssembly back end and closes its holes.
import { existsSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { registerWasmKernels } from '../kernels/register.js';
import { loadWasm, locate } from './load.js';
import type { TensorFlow } from './tensorflow.js';

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/** True when tensors can now be kept in WebAssembly. Where the processor or the install cannot: false, in silence. */
export async function startWasm(tf: TensorFlow): Promise<boolean> {
  try {
    const folder = dirname(locate('@tensorflow/tfjs-backend-wasm')) + sep;
    // A missing file would make the loader write to the terminal before it fails.
    if (!existsSync(`${folder}tfjs-backend-wasm-simd.wasm`)) return false;
    loadWasm().setWasmPaths(folder);
    registerWasmKernels(tf);
    const kept = listeners();
    const started = tf.setBackend('wasm');
    try {
      return await started;
    } finally {
      removeOthers(kept);
    }
  } catch {
    return false;
  }
}

type Listener = (...args: unknown[]) => void;

function listeners(): ReadonlySet<Listener> {
  return new Set(EVENTS.flatMap((event) => process.listeners(event as 'exit') as Listener[]));
}

/**
 * The loader hooks into the whole process: with its listeners an error that nobody caught is thrown again from
 * inside the loader, and the program's own handling of rejections no longer counts.
 */
function removeOthers(kept: ReadonlySet<Listener>): void {
  for (const event of EVENTS)
    for (const listener of process.listeners(event as 'exit') as Listener[])
      if (!kept.has(listener) && /ExitStatus|throw reason/.test(String(listener)))
        process.removeListener(event, listener);
}
