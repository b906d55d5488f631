import { Diabetes } from '@tunewright/learning';
import { describeKnownData } from './known-data.js';

describeKnownData('diabetes', () => new Diabetes(), []);
