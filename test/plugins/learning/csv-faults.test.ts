// Files that are wrong, and the sentences that say so, in test/golden/errors/csv.txt.
import { describe, expect, it } from 'vitest';
import { golden } from '../../golden.js';
import { wrong, type CsvParams } from './csv-files.js';

interface Fault {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly params?: Partial<CsvParams>;
  /** Codes of the complaints, in order. */
  readonly codes: readonly string[];
}

const good = 'a,b,y\n1,2,u\n3,4,v\n';
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));

const faults: readonly Fault[] = [
  { name: 'no such file', content: good, params: { path: 'no/such.csv' }, codes: ['csvNotReadable'] },
  { name: 'a folder', content: good, params: { path: '.' }, codes: ['csvNotReadable'] },
  { name: 'no plain file', content: good, params: { path: '/dev/null' }, codes: ['csvNotReadable'] },
  { name: 'nothing in it', content: '', codes: ['csvEmpty'] },
  { name: 'blank lines only', content: '\n \n\r\n', codes: ['csvEmpty'] },
  { name: 'a byte order mark only', content: '\uFEFF', codes: ['csvEmpty'] },
  { name: 'a header only', content: 'a,b,y\n', codes: ['csvNoRows'] },
  { name: 'latin1 read as UTF-8', content: bytes('a,y\n1,u\nd\u00e9j\u00e0 caf', 0xe9, ',v\n'), codes: ['csvNotUtf8'] },
  { name: 'a character cut off at the end', content: bytes('a,y\n1,u\n2,v', 0xe2, 0x82), codes: ['csvNotUtf8'] },
  { name: 'UTF-16', content: Buffer.from('\uFEFFa,y\n1,u\n', 'utf16le'), codes: ['csvUtf16'] },
  { name: 'no text', content: bytes('PK\u0003\u0004\n', 0, 'a'), codes: ['csvBinary'] },
  { name: 'a row that is too long', content: 'a,b,y\n1,2,u\n"3,5",4,v,w\n', codes: ['csvRagged'] },
  { name: 'a row that is too short', content: 'a,b,y\n1,"2\n2",u\n3,v\n', codes: ['csvRagged'] },
  {
    name: 'a row that is too short, far down',
    content: `a,b,y\n${lines(90_000, (i) => `${i},2,u`)}\n3,v\n`,
    codes: ['csvRagged'],
  },
  {
    name: 'ragged without header',
    content: '1,2,3\n1,2\n',
    params: { header: false, target: 'c3' },
    codes: ['csvRagged'],
  },
  { name: 'a quote that is not closed', content: 'a,b,y\n1,2,u\n3,"4,v\n', codes: ['csvOpenQuote'] },
  { name: 'text after a quote', content: 'a,b,y\n1,2,u\n3,"4" cm,v\n', codes: ['csvTextAfterQuote'] },
  { name: 'a field of 10 MB', content: `a,b,y\n1,2,u\n3,${'x'.repeat(10e6)},v\n`, codes: ['csvLongField'] },
  {
    name: 'a quote that is not closed in 10 MB',
    content: `a,b,y\n1,2,u\n3,"${'4,v\n5,'.repeat(1.6e6)}\n`,
    codes: ['csvLongField'],
  },
  { name: 'two columns of a name', content: 'a,a,y\n1,2,u\n', codes: ['csvDuplicateName'] },
  { name: 'a column without name', content: ',a,y\n0,2,u\n1,3,v\n', codes: ['csvUnnamed'] },
  { name: 'no header', content: '1,2,3\n4,5,6\n', codes: ['csvHeaderOfNumbers'] },
  {
    name: 'no such target',
    content: 'a,b,species\n1,2,u\n3,4,v\n',
    params: { target: 'specis' },
    codes: ['csvNoColumn'],
  },
  {
    name: 'several names that do not exist',
    content: 'age,month,shop,y\n1,2,3,u\n',
    params: { time: 'moth', groups: 'cluster', columns: { 'Age/years': 'numeric', y: 'categorical' } },
    codes: ['csvNoColumn', 'csvNoColumn', 'csvNoColumn'],
  },
  {
    name: 'columns with two roles',
    content: good,
    params: { time: 'a', groups: 'a', weights: 'y', columns: { b: 'ignore' } },
    codes: ['csvTwoRoles', 'csvTwoRoles'],
  },
  {
    name: 'a role with a type',
    content: good,
    params: { groups: 'a', columns: { a: 'numeric' } },
    codes: ['csvTypedRole'],
  },
  { name: 'a target that is ignored', content: good, params: { columns: { y: 'ignore' } }, codes: ['csvTypedRole'] },
  { name: 'no features left', content: 'y,t\nu,1\nv,2\n', params: { time: 't' }, codes: ['csvNoFeatures'] },
  {
    name: 'a separator that is not the file’s',
    content: 'y~a\nu~1\n',
    params: { target: 'y~a' },
    codes: ['csvNoFeatures'],
  },
  { name: 'a separator that is a quote', content: good, params: { separator: '"' }, codes: ['csvBadSeparator'] },
  {
    name: 'a separator that is a decimal comma',
    content: good,
    params: { separator: ',', decimal: ',' },
    codes: ['csvBadSeparator'],
  },
  { name: 'a quote that is a letter', content: good, params: { quote: 'q' }, codes: ['csvBadQuote'] },
  {
    name: 'texts in columns declared numeric',
    content: `a,b,y\n1,2,u\n3,n/a,v\nabout ${'very '.repeat(20)}much,5,v\n`,
    params: { columns: { a: 'numeric', b: 'numeric' } },
    codes: ['csvNotANumber', 'csvNotANumber'],
  },
  { name: 'columns without values', content: 'a,b,c,y\n,NA,1,u\n,,2,v\n', codes: ['csvAllMissing', 'csvAllMissing'] },
  {
    name: 'a text among many numbers',
    content: `a,y\n${lines(60, (i) => `${i === 41 ? 'n.a.' : i},${i % 2}`)}`,
    codes: ['csvMostlyNumbers'],
  },
  {
    name: 'a text among the numbers of the target',
    content: `a,y\n${lines(60, (i) => `1,${i === 41 ? '-' : i}`)}`,
    codes: ['csvMostlyNumbers'],
  },
  { name: 'free texts', content: `name,y\n${lines(60, (i) => `person ${i},${i % 2}`)}`, codes: ['csvManyCategories'] },
  { name: 'rows without target', content: 'a,y\n1,u\n2,\n3,v\n4,NA\n5,?\n', codes: ['csvMissingRole'] },
  {
    name: 'rows without time, group and weight',
    content: 'a,t,g,w,y\n1,1,p,1,u\n2,,,,v\n3,3,q,1,v\n',
    params: { time: 't', groups: 'g', weights: 'w' },
    codes: ['csvMissingRole', 'csvMissingRole', 'csvMissingRole'],
  },
  {
    name: 'a negative weight',
    content: 'a,w,y\n1,1,u\n2,-0.5,v\n',
    params: { weights: 'w' },
    codes: ['csvNegativeWeight'],
  },
  { name: 'weights that are 0', content: 'a,w,y\n1,0,u\n2,0,v\n', params: { weights: 'w' }, codes: ['csvNoWeight'] },
  {
    name: 'a weight that is a text',
    content: 'a,w,y\n1,1,u\n2,much,v\n',
    params: { weights: 'w' },
    codes: ['csvNotANumber'],
  },
  {
    name: 'a date among numbers',
    content: 'a,t,y\n1,1,u\n2,2024-01-01,v\n',
    params: { time: 't' },
    codes: ['csvBadTime'],
  },
  {
    name: 'a day that does not exist',
    content: 'a,t,y\n1,2024-02-29,u\n2,2023-02-29,v\n',
    params: { time: 't' },
    codes: ['csvBadTime'],
  },
  { name: 'a time that is no date', content: 'a,t,y\n1,01/02/2024,u\n', params: { time: 't' }, codes: ['csvBadTime'] },
  { name: 'a regression on texts', content: good, params: { task: 'regression' }, codes: ['csvNotANumber'] },
  { name: 'one class', content: 'a,y\n1,u\n2,u\n', codes: ['csvOneClass'] },
  { name: 'as many classes as rows', content: `a,y\n${lines(60, (i) => `${i},c${i}`)}`, codes: ['csvManyClasses'] },
  {
    name: 'numbers as classes',
    content: `a,y\n${lines(60, (i) => `${i},${i / 2}`)}`,
    params: { task: 'classification' },
    codes: ['csvManyClasses'],
  },
];

describe('data set csv, with a file that is wrong', () => {
  it.each(faults)('finds $name', async ({ content, params, codes }) => {
    const found = await wrong(content, params);
    expect(found.map((complaint) => complaint.split(' ')[0])).toEqual(codes);
  });

  it('says nothing of one that is right', async () => {
    expect(await wrong(good)).toEqual([]);
  });

  it('says all in sentences', async () => {
    const parts: string[] = [];
    for (const { name, content, params } of faults) {
      const found = await wrong(content, params);
      parts.push(`# ${name}\n${found.join('\n')}\n`);
    }
    golden('errors/csv.txt', parts.join('\n').replaceAll(/ \S*[\\/]tunewright-\w+/g, ' FOLDER'));
  });
});
