import * as crypto from 'node:crypto';
import { promisify } from 'node:util';
import { type Argon2, portableArgon2 } from './passwords.ts';

/** Node's own, off the thread that answers requests. It came with Node 24.7; before that the portable one does it. */
export const nodeArgon2: Argon2 = crypto.argon2
  ? async (message, nonce, { memory, passes }) =>
      promisify(crypto.argon2)('argon2id', { message, nonce, memory, passes, parallelism: 1, tagLength: 32 })
  : portableArgon2;
