// @vitest-environment happy-dom
import { tellSamples } from './telling.ts';

tellSamples(true);
