import { BreastCancer } from '@tunewright/learning';
import { describeKnownData } from './known-data.js';

describeKnownData('breast-cancer', () => new BreastCancer(), ['benign', 'malignant']);
