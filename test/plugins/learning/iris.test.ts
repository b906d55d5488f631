import { Iris } from '@tunewright/learning';
import { describeKnownData } from './known-data.js';

describeKnownData('iris', () => new Iris(), ['setosa', 'versicolor', 'virginica']);
