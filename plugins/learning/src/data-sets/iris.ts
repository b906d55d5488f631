import { dataFile } from '../data-folder.js';
import { DataSet, type Data, type DataSetPlugin } from '@tunewright/core';
import Type from 'typebox';
import { shippedData } from './csv/plain-csv.js';

const Params = Type.Object({}, { additionalProperties: false });
const read = shippedData(dataFile('iris.csv'));

@DataSet({ name: 'iris', summary: 'Iris flowers: 150 rows, 4 measurements, 3 species (Fisher 1936).', params: Params })
export class Iris implements DataSetPlugin {
  load(): Data {
    return read();
  }
}
