import { dataFile } from '../data-folder.js';
import { DataSet, type Data, type DataSetPlugin } from '@tunewright/core';
import Type from 'typebox';
import { shippedData } from './csv/plain-csv.js';

const Params = Type.Object({}, { additionalProperties: false });
const read = shippedData(dataFile('breast-cancer.csv'));

@DataSet({
  name: 'breast-cancer',
  summary: 'Breast tumors, malignant or benign: 569 rows, 30 measurements (Wisconsin diagnostic, UCI).',
  params: Params,
})
export class BreastCancer implements DataSetPlugin {
  load(): Data {
    return read();
  }
}
