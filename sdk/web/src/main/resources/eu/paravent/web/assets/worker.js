/**
 * Holds the client: the compiled core, its memory and its way to the server. Windows see neither
 * keys nor ciphertext, only what they show. As a worker of one window (guests), or shared by all
 * windows of a member of staff.
 */
import { load } from './loader.js';
import { Vault } from './vault.js';
import { abandon, exchange, push } from './wire.js';

const ENROLLED_WITHIN = 30_000;

const windows = new Set();
const asked = new Map();
const enrolling = new Map();
const vaults = new Map();
let last = 0;
let core;

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

/** Replies go to the window that asked, events to all. */
function post(json, bytes) {
  const message = JSON.parse(json);
  if (message.reply === undefined) {
    windows.forEach((window) => window.postMessage(message));
    return;
  }
  const { window, call } = asked.get(message.reply);
  asked.delete(message.reply);
  window.postMessage({ ...message, reply: call, bytes });
}

/** The newest window asks its host. */
function enrol(request) {
  const number = ++last;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => enrolled({ enrolled: number, refused: 'No answer from the host page' }), ENROLLED_WITHIN);
    enrolling.set(number, { resolve, reject, late });
    [...windows].pop()?.postMessage({ enrol: number, request });
  });
}

function enrolled({ enrolled: number, answer, refused }) {
  const waiting = enrolling.get(number);
  if (waiting) {
    enrolling.delete(number);
    clearTimeout(waiting.late);
    if (refused === undefined) {
      waiting.resolve(answer);
    } else {
      waiting.reject(new Error(refused));
    }
  }
}

const host = {
  exchange: (method, target, headers, body) => exchange(method, target, headers, body, (how) => windows.forEach((window) => window.postMessage(how))),
  push,
  load: async (name) => (await vault(name)).load(),
  commit: async (name, ids, values, removed) => (await vault(name)).commit(ids, values, removed),
  forget,
  enrol,
  post,
};

async function begin({ server, staff }) {
  const { exports } = await load(new URL('core.wasm', import.meta.url).href);
  exports.start(host, server, staff);
  return exports;
}

async function take(window, data) {
  if (data.server) {
    core ??= begin(data);
  } else if (data.enrolled) {
    enrolled(data);
    return;
  } else if (data.network) {
    abandon();
    return;
  } else if (data.bye) {
    windows.delete(window);
    return;
  }
  try {
    const ready = await core;
    if (data.call) {
      const number = ++last;
      asked.set(number, { window, call: data.call });
      ready.call(number, data.method, JSON.stringify(data.args), data.bytes ?? null);
    }
  } catch (e) {
    window.postMessage({ broken: String(e) });
  }
}

function serve(window) {
  windows.add(window);
  window.onmessage = ({ data }) => take(window, data);
}

if ('onconnect' in self) {
  self.onconnect = ({ ports: [port] }) => serve(port);
} else {
  serve(self);
}
