import { describe, expect, it } from 'vitest';
import { nodeArgon2 } from '../../../demo/backend/identity/argon2-node.ts';
import { createPasswords, portableArgon2 } from '../../../demo/backend/identity/passwords.ts';

const cheap = { memory: 64, passes: 2 };

describe.each([
  ['in JavaScript', portableArgon2],
  ['natively', nodeArgon2],
])('a password that is hashed %s', (_, argon2) => {
  const passwords = createPasswords(argon2);

  it('is told from others, and is the same however it was typed', async () => {
    const stored = await passwords.hash('Zoë’s 🛟', cheap);
    expect(await passwords.verify('Zoë’s 🛟', stored)).toBe(true);
    expect(await passwords.verify('Zoe\u0308’s 🛟', stored)).toBe(true);
    for (const wrong of ['', 'Zoe’s 🛟', 'Zoë’s 🛟 ', 'zoë’s 🛟', stored])
      expect(await passwords.verify(wrong, stored)).toBe(false);
  });

  it('is stored under a salt of its own, as others write it', async () => {
    const stored = await Promise.all([passwords.hash('same', cheap), passwords.hash('same', cheap)]);
    expect(stored[0]).toMatch(/^\$argon2id\$v=19\$m=64,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(stored[0]).not.toBe(stored[1]);
  });

  it('is what the others make of it', async () => {
    // A third implementation's (hash-wasm), in the form that all of them write.
    const theirs = '$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$5jdMIzWoFbzSOl6k3wai9uU3f8LD+HmGXQgo1uhHQPI';
    expect(await passwords.verify('correct horse', theirs)).toBe(true);
    expect(await passwords.verify('correct house', theirs)).toBe(false);
  });

  it('is never looked up in what is no hash', async () => {
    for (const broken of ['', 'plain', '$argon2i$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$aGFzaA'])
      await expect(passwords.verify('plain', broken)).rejects.toThrow('no Argon2id hash');
  });
});
