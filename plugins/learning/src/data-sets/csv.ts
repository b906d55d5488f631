import { resolve } from 'node:path';
import { DataSet, DIRECTORY, type Data, type DataSetPlugin } from '@tunewright/core';
import { Params, type CsvParams } from './csv/params.js';
import { readCsv } from './csv/read-csv.js';

@DataSet({
  name: 'csv',
  summary: 'Any file with one row a line: CSV, TSV and the like.',
  params: Params,
  uses: [DIRECTORY],
})
export class Csv implements DataSetPlugin {
  constructor(
    private readonly params: CsvParams,
    private readonly directory: string,
  ) {}

  /** @throws {Problem} the file cannot be read, or is not what the parameters say; with line and column where it can. */
  load(): Promise<Data> {
    return readCsv(resolve(this.directory, this.params.path), this.params);
  }
}
