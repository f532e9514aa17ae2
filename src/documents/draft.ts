import type { DocumentOwner } from '../vault/host.ts';
import type { Draft, DraftOptions } from './draft-face.ts';
import type { DraftSteps } from './steps.ts';

export declare function createDraft<const Steps extends DraftSteps>(
  session: DocumentOwner,
  name: string,
  options: DraftOptions<Steps>,
): Draft<Steps>;
