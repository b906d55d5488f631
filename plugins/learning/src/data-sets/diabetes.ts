import { dataFile } from '../data-folder.js';
import { DataSet, type Data, type DataSetPlugin } from '@tunewright/core';
import Type from 'typebox';
import { shippedData } from './csv/plain-csv.js';

const Params = Type.Object({}, { additionalProperties: false });
const read = shippedData(dataFile('diabetes.csv'), 'regression');

@DataSet({
  name: 'diabetes',
  summary: 'Progress of diabetes within a year, a number: 442 rows, 10 measurements (Efron et al. 2004).',
  params: Params,
})
export class Diabetes implements DataSetPlugin {
  load(): Data {
    return read();
  }
}
