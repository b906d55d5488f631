import { Wine } from '@tunewright/learning';
import { describeKnownData } from './known-data.js';

describeKnownData('wine', () => new Wine(), ['class_0', 'class_1', 'class_2']);
