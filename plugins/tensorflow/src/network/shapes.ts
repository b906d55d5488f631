// Whether layers fit together, told before TensorFlow is asked. Pure.
import { TrialFailure } from '@tunewright/core';
import type { NamedLayer } from './expand.js';

/** Sizes of one row's tensor, without the batch: [features], [steps, channels] or [height, width, channels]. */
export type Shape = readonly number[];

/**
 * The shape after all layers.
 *
 * @throws {TrialFailure} `invalid`: names the first layer that cannot take what comes to it.
 */
export function shapeAfter(layers: readonly NamedLayer[], input: Shape): Shape {
  return layers.reduce<Shape>((shape, layer) => after(layer, shape), input);
}

/** @throws {TrialFailure} `invalid` when rows of so many columns cannot be of the shape. */
export function inputShapeOf(given: Shape | undefined, columns: number): Shape {
  if (given === undefined) return [columns];
  const asked = given.reduce((product, size) => product * size, 1);
  if (asked === columns) return given;
  throw invalid(
    `"inputShape" ${JSON.stringify(given)} is a row of ${asked} values, but the rows have ${columns} columns. ` +
      'Sizes multiplied must give the number of columns.',
  );
}

function after(layer: NamedLayer, shape: Shape): Shape {
  switch (layer.type) {
    case 'dense':
      return [...shape.slice(0, -1), layer.units];
    case 'flatten':
      return [shape.reduce((product, size) => product * size, 1)];
    case 'conv1d':
      demandRank(layer, shape, 2, '[steps, channels], such as "inputShape": [16, 1]');
      return [...windows(layer, shape, layer.kernelSize ?? 3, layer.strides ?? 1, layer.padding), layer.filters];
    case 'conv2d':
      demandRank(layer, shape, 3, '[height, width, channels], such as "inputShape": [8, 8, 1]');
      return [...windows(layer, shape, layer.kernelSize ?? 3, layer.strides ?? 1, layer.padding), layer.filters];
    case 'max-pooling': {
      if (shape.length < 2)
        throw invalid(
          `Layer "${layer.name}" needs rows of shape [steps, channels] or [height, width, channels], but ` +
            `${found(shape)}. Put it after a convolution, or say "inputShape".`,
        );
      const size = layer.size ?? 2;
      return [...windows(layer, shape, size, layer.strides ?? size, layer.padding), shape.at(-1) as number];
    }
    default:
      return shape;
  }
}

function demandRank({ name }: NamedLayer, shape: Shape, rank: number, wanted: string): void {
  if (shape.length === rank) return;
  const advice =
    shape.length === 1
      ? 'Say "inputShape" in the estimator, and put "flatten" only after the last convolution.'
      : 'Change "inputShape", or use the convolution of that many dimensions.';
  throw invalid(`Layer "${name}" needs rows of shape ${wanted}, but ${found(shape)}. ${advice}`);
}

/** Numbers of places of a window along each axis but the channels. */
function windows(
  { name, type }: NamedLayer,
  shape: Shape,
  size: number,
  strides: number,
  padding: 'valid' | 'same' | undefined,
): number[] {
  return shape.slice(0, -1).map((length) => {
    if (padding === 'same') return Math.ceil(length / strides);
    if (size > length) {
      const word = type === 'max-pooling' ? 'size' : 'kernelSize';
      throw invalid(
        `Layer "${name}" has a window of ${size}, which is larger than its input of ${shape.slice(0, -1).join(' × ')}. ` +
          `Lower "${word}", pool less before it, or say "padding": "same".`,
      );
    }
    return Math.floor((length - size) / strides) + 1;
  });
}

/** @throws {TrialFailure} `invalid` unless the output layer gets flat rows. */
export function demandFlat(shape: Shape): void {
  if (shape.length === 1) return;
  throw invalid(
    `The output layer needs flat rows, but ${found(shape)}. Add { "type": "flatten" } as the last of "layers".`,
  );
}

function found(shape: Shape): string {
  return shape.length === 1 ? `gets flat rows of ${shape[0] as number} values` : `gets [${shape.join(', ')}]`;
}

function invalid(text: string): TrialFailure {
  return new TrialFailure('invalid', text);
}
