import { Digits } from '@tunewright/learning';
import { describeKnownData } from './known-data.js';

describeKnownData('digits', () => new Digits(), Array.from('0123456789'));
