/** Looks for these words in everything that this origin keeps in the browser. */
async (words) => {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  /** The bytes of anything that can be stored, text in both of its usual forms. */
  const bytes = [];
  const take = (value) => {
    if (typeof value === 'string') {
      const wide = Uint16Array.from(value, (letter) => letter.charCodeAt(0));
      bytes.push(new TextEncoder().encode(value), new Uint8Array(wide.buffer));
    } else if (value instanceof ArrayBuffer) {
      bytes.push(new Uint8Array(value));
    } else if (ArrayBuffer.isView(value)) {
      bytes.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else if (value && typeof value === 'object' && !(value instanceof CryptoKey)) {
      Object.entries(value).flat().forEach(take);
    }
  };
  const hex = (all) => Array.from(all, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const found = () => {
    const all = bytes.map(hex);
    const forms = (word) => [new TextEncoder().encode(word), new Uint8Array(Uint16Array.from(word, (letter) => letter.charCodeAt(0)).buffer)];
    return words.filter((word) => forms(word).some((form) => all.some((one) => one.includes(hex(form)))));
  };

  let records = 0;
  let key = 'none';
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      for (const value of await done(database.transaction(store).objectStore(store).getAll())) {
        records += 1;
        take(value);
        if (value instanceof CryptoKey) {
          key = await crypto.subtle.exportKey('raw', value).then(
            () => 'open',
            () => 'sealed',
          );
        }
      }
    }
    database.close();
  }
  for (const storage of [localStorage, sessionStorage]) {
    take({ ...storage });
  }
  for (const name of await caches.keys()) {
    take(name);
  }
  const plain = found();
  // whoever looks like that would find them, were they there
  const inside = new TextEncoder().encode(`… ${words.join(' … ')} …`);
  take({ somewhere: [inside.buffer] });
  return { records: records > 10, plain, control: found(), key };
};
