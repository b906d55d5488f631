// TensorFlow.js as types only: importing this file loads nothing. The library itself comes with a `Backend`.
import type * as core from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';

/** Core and layers in one namespace, as the package `@tensorflow/tfjs` has it. */
export type TensorFlow = typeof core & typeof layers;
export type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
export type { LayersModel } from '@tensorflow/tfjs-layers';

/** One layer of a model. */
export type Layer = layers.LayersModel['layers'][number];
