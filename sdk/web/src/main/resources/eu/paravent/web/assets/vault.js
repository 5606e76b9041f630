/**
 * The client's durable memory in IndexedDB. Each record is sealed with AES-GCM under a key that the
 * browser keeps and no script can read out; the database shows numbers, sizes and times only.
 */
const RECORDS = 'records';
const KEYS = 'keys';
const NONCE = 12;

export class Vault {
  #database;
  #key;

  constructor(database, key) {
    this.#database = database;
    this.#key = key;
  }

  /** @param {string} name */
  static async open(name) {
    const request = indexedDB.open(`paravent-${name}`, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: 'id' });
      request.result.createObjectStore(KEYS);
    };
    const database = await done(request);
    // another tab that deletes this memory must not have to wait
    database.onversionchange = () => database.close();
    let key = await done(database.transaction(KEYS).objectStore(KEYS).get('seal'));
    if (!key) {
      key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      await write(database, KEYS, (store) => store.put(key, 'seal'));
    }
    return new Vault(database, key);
  }

  /** Everything of it, the key too. */
  static async delete(name) {
    await done(indexedDB.deleteDatabase(`paravent-${name}`));
  }

  close() {
    this.#database.close();
  }

  /** A record opens under its own name and number only. */
  #bound(id) {
    return new TextEncoder().encode(`${this.#database.name}/${id}`);
  }

  /** @returns {Promise<{ids: number[], values: Int8Array[]}>} */
  async load() {
    const records = await done(this.#database.transaction(RECORDS).objectStore(RECORDS).getAll());
    const values = await Promise.all(
      records.map(async ({ id, bytes }) => {
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: new Uint8Array(bytes, 0, NONCE), additionalData: this.#bound(id) },
          this.#key,
          new Uint8Array(bytes, NONCE),
        );
        return new Int8Array(plain);
      }),
    );
    return { ids: records.map((record) => record.id), values };
  }

  /** All of it or nothing; on the disk when fulfilled, as far as the browser promises. */
  async commit(ids, values, removed) {
    const sealed = await Promise.all(
      Array.from(ids, async (id, i) => {
        const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
        const cipher = await crypto.subtle.encrypt(
          { name: 'AES-GCM', iv: nonce, additionalData: this.#bound(id) },
          this.#key,
          values[i],
        );
        const bytes = new Uint8Array(NONCE + cipher.byteLength);
        bytes.set(nonce);
        bytes.set(new Uint8Array(cipher), NONCE);
        return { id, bytes: bytes.buffer };
      }),
    );
    await write(this.#database, RECORDS, (store) => {
      sealed.forEach((record) => store.put(record));
      Array.from(removed, (id) => store.delete(id));
    });
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function write(database, name, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    change(transaction.objectStore(name));
  });
}
