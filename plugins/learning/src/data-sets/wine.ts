import { dataFile } from '../data-folder.js';
import { DataSet, type Data, type DataSetPlugin } from '@tunewright/core';
import Type from 'typebox';
import { shippedData } from './csv/plain-csv.js';

const Params = Type.Object({}, { additionalProperties: false });
const read = shippedData(dataFile('wine.csv'));

@DataSet({
  name: 'wine',
  summary: 'Italian wines: 178 rows, 13 chemical measurements, 3 cultivars (UCI).',
  params: Params,
})
export class Wine implements DataSetPlugin {
  load(): Data {
    return read();
  }
}
