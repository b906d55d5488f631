// Neural networks for Tunewright. Importing this loads nothing of TensorFlow.js; the first fit does.
// Only for the augmentation below: TypeScript must have seen what it adds to.
import type {} from 'tunewright';
import { NetworkModule, type NetworkModuleComponent } from './network-module.js';
import { NeuralNetwork, type NeuralNetworkComponent } from './neural-network.js';

export { NetworkModule } from './network-module.js';
export { NeuralNetwork } from './neural-network.js';
export type { CreatedNetwork, CreateModel, NetworkContext } from './network/created.js';

/** The plugins of this package. */
export const tensorflow = [NetworkModule, NeuralNetwork] as const;

// `definePipeline` knows the names where this package is imported.
declare module 'tunewright' {
  interface Estimators {
    readonly 'network-module': NetworkModuleComponent;
    readonly 'neural-network': NeuralNetworkComponent;
  }
}
