// Members of a group, called by the test. Bytes cross as { bytes: base64 }.
import { load } from './loader.js';

const members = new Map();

const opened = (value) => Int8Array.from(atob(value.bytes), (c) => c.charCodeAt(0));

const closed = (value) => ({
  bytes: btoa(Array.from(value, (n) => String.fromCharCode(n & 255)).join('')),
});

const core = load(new URL('interop.wasm', import.meta.url).href).then((loaded) => loaded.exports);

/** A call of a member's method; `fresh` and `restored` make the member. */
globalThis.call = async ({ member, method, given }) => {
  const made = await core;
  const values = given.map((value) => (value?.bytes === undefined ? value : opened(value)));
  if (made[method]) {
    members.set(member, made[method](...values));
    return null;
  }
  const result = members.get(member)[method](...values);
  return ArrayBuffer.isView(result) ? closed(result) : (result ?? null);
};
