import type { TabRecords } from '../tab-records.ts';
import { keepIn } from './keep-in.ts';

export const createBrowserTabRecords = (): TabRecords => keepIn(() => sessionStorage);
