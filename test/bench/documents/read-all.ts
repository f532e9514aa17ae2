const succeed = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Reads everything that stands in the page's databases, keys and values, as fast as can be. Answers how long that took, in ms. */
export async function readAll(): Promise<number> {
  const databases = await indexedDB.databases();
  const open = await Promise.all(databases.map(({ name = '' }) => succeed(indexedDB.open(name))));
  const start = performance.now();
  const reads = open.flatMap((database) => {
    const names = [...database.objectStoreNames];
    const transaction = names.length ? database.transaction(names) : undefined;
    return names.flatMap((name) => {
      const store = transaction?.objectStore(name);
      return store ? [succeed(store.getAllKeys()), succeed(store.getAll())] : [];
    });
  });
  await Promise.all(reads);
  const took = performance.now() - start;
  for (const database of open) database.close();
  return took;
}
