const textsIn = (bytes: ArrayBuffer): string =>
  ['utf-8', 'utf-16le', 'latin1'].map((encoding) => new TextDecoder(encoding).decode(bytes)).join('\n');

/** Everything that can be read in a value, bytes and files included. */
async function textOf(value: unknown): Promise<string> {
  if (value instanceof ArrayBuffer) return textsIn(value);
  if (ArrayBuffer.isView(value))
    return textsIn(new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice().buffer);
  if (value instanceof File) return `${value.name}\n${value.type}\n${textsIn(await value.arrayBuffer())}`;
  if (value instanceof Blob) return `${value.type}\n${textsIn(await value.arrayBuffer())}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return (await Promise.all(Object.entries(value).flat().map(textOf))).join('\n');
}

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** All that this origin has stored: every key and value of every store, the records, and those of this tab. */
export async function dump(): Promise<string> {
  const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    // At one moment: what a fold moves from one store to another meanwhile would be found in neither.
    const names = [...db.objectStoreNames];
    const moment = names.length > 0 ? db.transaction(names) : null;
    const stores = names.flatMap((store) => moment?.objectStore(store) ?? []);
    found.push(
      ...(await Promise.all(stores.flatMap((objects) => [done(objects.getAllKeys()), done(objects.getAll())]))),
    );
    db.close();
  }
  return textOf(found);
}
