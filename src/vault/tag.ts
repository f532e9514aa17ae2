import { toBase64 } from '../foundation/base64.ts';
import type { Crypto } from '../platform/crypto.ts';

/** 128 random bits in 22 signs (base64url): short, for what stands in everything that is stored. */
export const randomTag = ({ random }: Crypto): string => toBase64(random(16));
