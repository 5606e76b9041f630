/**
 * Holds the client: the compiled core, its memory and its way to the server. The page sees neither
 * keys nor ciphertext, only what it shows.
 */
import { load } from './loader.js';
import { Vault } from './vault.js';
import { exchange, push } from './wire.js';

const vaults = new Map();

function vault(name) {
  let open = vaults.get(name);
  if (!open) {
    open = Vault.open(name);
    open.catch(() => vaults.delete(name));
    vaults.set(name, open);
  }
  return open;
}

async function forget(name) {
  (await vault(name)).close();
  vaults.delete(name);
  await Vault.delete(name);
}

const host = {
  exchange,
  push,
  load: async (name) => (await vault(name)).load(),
  commit: async (name, ids, values, removed) => (await vault(name)).commit(ids, values, removed),
  forget,
  post: (json, bytes) => self.postMessage({ ...JSON.parse(json), bytes }),
};

async function begin(server) {
  const core = (await load(new URL('core.wasm', import.meta.url).href)).exports;
  core.start(host, server);
  return core;
}

let core;

self.onmessage = async ({ data }) => {
  if (data.server) {
    core = begin(data.server);
  }
  try {
    const ready = await core;
    if (data.call) {
      ready.call(data.call, data.method, JSON.stringify(data.args), data.bytes ?? null);
    }
  } catch (e) {
    self.postMessage({ broken: String(e) });
  }
};
