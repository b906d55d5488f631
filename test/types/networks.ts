// What a definition may say of networks, once their package is imported.
import { NeuralNetwork } from '@tunewright/tensorflow';
import { definePipeline, float, int } from 'tunewright';

const data = { use: 'iris' } as const;
const plugins = ['@tunewright/tensorflow'];

export const byName = definePipeline({
  data,
  plugins,
  steps: [
    { use: 'standard-scaler' },
    {
      use: 'neural-network',
      layers: [
        {
          id: 'hidden',
          repeat: int(1, 3),
          vary: 'each',
          layers: [{ type: 'dense', units: int(4, 64, { log: true }) }],
        },
        { type: 'dropout', rate: float(0, 0.5) },
      ],
      optimizer: { type: { choose: ['adam', 'sgd'] }, learningRate: float(1e-4, 0.1, { log: true }) },
      validation: { patience: 5 },
    },
  ],
});

export const byClass = definePipeline({ data, steps: [{ use: NeuralNetwork, epochs: int(5, 50) }] });

export const byModule = definePipeline({
  data,
  plugins,
  steps: [{ use: 'network-module', module: './net.ts', params: { hiddenUnits: int(4, 64) } }],
});

export const wrongLayer = definePipeline({
  data,
  plugins,
  // @ts-expect-error -- there is no layer of this type
  steps: [{ use: 'neural-network', layers: [{ type: 'dens', units: 3 }] }],
});

export const wrongOptimizer = definePipeline({
  data,
  plugins,
  // @ts-expect-error -- there is no such optimizer
  steps: [{ use: 'neural-network', optimizer: { type: 'adagrad' } }],
});
