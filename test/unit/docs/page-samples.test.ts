import { tellSamples } from './telling.ts';

tellSamples(true);
