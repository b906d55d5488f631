import { dataFile } from '../data-folder.js';
import { DataSet, type Data, type DataSetPlugin } from '@tunewright/core';
import Type from 'typebox';
import { shippedData } from './csv/plain-csv.js';

const Params = Type.Object({}, { additionalProperties: false });
const read = shippedData(dataFile('digits.csv'));

@DataSet({
  name: 'digits',
  summary: 'Handwritten digits: 1797 images of 8 × 8 pixels, 10 classes (UCI, test part).',
  params: Params,
})
export class Digits implements DataSetPlugin {
  load(): Data {
    return read();
  }
}
