import { Digits } from '@tunewright/learning';
import { describeKnownData } from './known-data.js';

describeKnownData('digits', () => new Digits(), [...'0123456789']);
