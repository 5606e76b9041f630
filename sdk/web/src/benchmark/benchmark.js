// One implementation in one page: ?ours or ?ts-mls. Called by BrowserBenchmark.
const opened = (text) => Int8Array.from(atob(text), (c) => c.charCodeAt(0));
const closed = (bytes) => btoa(Array.from(bytes, (n) => String.fromCharCode(n & 255)).join(''));

// whatever else the machine does can only add to a figure
const least = (times) => Math.min(...times);

// performance.now() ticks coarsely
const SLICE = 20;

async function ours() {
  const { load } = await import('./loader.js');
  const core = (await load(new URL('interop.wasm', import.meta.url).href)).exports;
  globalThis.verify = ({ key, message, signature }) => core.verifies(
    new Int8Array(key.buffer), new Int8Array(message.buffer), new Int8Array(signature.buffer),
  );
  return {
    bytes: (raw) => raw,
    open: (name) => {
      const member = core.fresh(name, 1);
      return {
        joinExternally: (groupInfo) => {
          const commit = member.joinExternally(groupInfo);
          member.merge();
          return commit;
        },
        encrypt: (data) => member.encrypt(data),
        process: (message) => member.process(message),
        authenticator: () => member.authenticator(),
      };
    },
  };
}

async function tsMls() {
  const { open } = await import('./ts-mls.js');
  return { bytes: (raw) => new Uint8Array(raw.buffer), open };
}

const begun = performance.now();
const loaded = (location.search === '?ours' ? ours() : tsMls()).then((implementation) => ({
  implementation,
  took: performance.now() - begun,
}));
let member;

globalThis.ready = async () => ({
  took: (await loaded).took,
  files: performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name).pathname)
    .filter((path) => path !== '/benchmark.js'),
});

/** The first join and those after it; the last one's commit is answered. */
globalThis.join = async ({ groupInfo, times }) => {
  const { implementation } = await loaded;
  const input = implementation.bytes(opened(groupInfo));
  const took = [];
  let commit;
  for (let i = 0; i < times; i++) {
    member = await implementation.open('joiner' + i);
    const before = performance.now();
    commit = await member.joinExternally(input);
    took.push(performance.now() - before);
  }
  const [first, ...again] = took;
  return {
    first,
    again: least(again),
    commit: closed(commit),
    authenticator: closed(await member.authenticator()),
  };
};

/** Milliseconds per message, over some in a row; the inputs are a multiple of that. */
async function each(inputs, work) {
  const outputs = [];
  const took = [];
  for (let i = 0; i < inputs.length; i += SLICE) {
    const before = performance.now();
    for (const input of inputs.slice(i, i + SLICE)) {
      outputs.push(await work(input));
    }
    took.push((performance.now() - before) / SLICE);
  }
  return { took: least(took), outputs: outputs.map(closed) };
}

globalThis.encrypt = async ({ texts }) => {
  const { implementation } = await loaded;
  return each(texts.map(opened).map(implementation.bytes), (text) => member.encrypt(text));
};

globalThis.decrypt = async ({ messages }) => {
  const { implementation } = await loaded;
  return each(messages.map(opened).map(implementation.bytes), (message) => member.process(message));
};

globalThis.verifyingWays = async (count) => {
  await loaded;
  const { verifying } = await import('./primitives.js');
  return verifying(count, globalThis.verify);
};
