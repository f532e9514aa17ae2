/** A document of about so many bytes, of the shape that the library sends. `nth` makes it another one. */
export function documentOf(bytes: number, nth: number): string {
  const value = (at: number): readonly unknown[] => [`0mh2k1x0a${at}`, `What was typed into the field ${at}, ${nth}.`];
  const elements: Record<string, readonly unknown[]> = {};
  for (let size = 44, at = 0; size < bytes; at++) {
    const [name, fragment] = [`contact.field${at}`, value(at)];
    size += JSON.stringify(fragment).length + name.length + 4;
    elements[name] = fragment;
  }
  return JSON.stringify({ holdfast: 1, version: 1, elements });
}
