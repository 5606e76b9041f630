/** The core's way to its server: the one that the page came from, and no other. */
/** So long nothing may come or go: a large file on a slow line takes longer as a whole. */
const QUIET_MOST = 60_000;
const OPEN_WITHIN = 20_000;
const TOLD_EVERY = 200;

/** Where files go and come from, in which conversation. */
const FILE = /\/groups\/([^/]+)\/(attachments|uploads)(?:\/|$)/;

const underWay = new Set();

/** The network went or came back: what is under way may never be answered, and is tried again. */
export function abandon() {
  underWay.forEach((request) => request.abort());
}

/**
 * @param {string} headers JSON
 * @param {Int8Array | null} body
 * @param {(how: object) => void} tell how far a file is
 */
export async function exchange(method, target, headers, body, tell) {
  const request = new AbortController();
  let late;
  const alive = () => {
    clearTimeout(late);
    late = setTimeout(() => request.abort(), QUIET_MOST);
  };
  alive();
  underWay.add(request);
  const given = JSON.parse(headers);
  const [, conversation, what] = FILE.exec(target) ?? [];
  const up = what && Boolean(body) && given['Content-Type'] === 'application/octet-stream';
  const down = what === 'attachments' && method === 'GET';
  let told = 0;
  const moved = (done, whole) => {
    alive();
    if (performance.now() - told > TOLD_EVERY || done === whole) {
      told = performance.now();
      tell({ event: 'transfer', conversation, up, done: done + from(given, up) });
    }
  };
  try {
    if (up) {
      return await sent(method, target, given, body, request.signal, moved);
    }
    const response = await fetch(target, {
      method,
      headers: given,
      body,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: request.signal,
    });
    return {
      status: response.status,
      headers: JSON.stringify(Object.fromEntries(response.headers)),
      body: new Int8Array(await (down && response.body ? whole(response, moved) : response.arrayBuffer())),
    };
  } finally {
    clearTimeout(late);
    underWay.delete(request);
  }
}

/** Of a file that goes or comes in pieces: where this one begins. */
function from(given, up) {
  return Number(up ? (given['Upload-Offset'] ?? 0) : (/^bytes=(\d+)-/.exec(given.Range)?.[1] ?? 0));
}

async function whole(response, moved) {
  const reader = response.body.getReader();
  const parts = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    length += read.value.length;
    moved(length);
  }
  moved(length, length);
  return new Blob(parts).arrayBuffer();
}

/** As `fetch`, which does not say how much of a body has gone. */
function sent(method, target, headers, body, signal, moved) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, target);
    request.responseType = 'arraybuffer';
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded }) => moved(loaded, body.length);
    request.onload = () =>
      resolve({
        status: request.status,
        headers: JSON.stringify(Object.fromEntries([...request.getAllResponseHeaders().matchAll(/^([^:]+): (.*?)\r?$/gm)].map(([, name, value]) => [name, value]))),
        body: new Int8Array(request.response),
      });
    request.onerror = request.onabort = () => reject(new Error('No answer'));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

export function push(path, onText, onClosed) {
  const address = new URL(path, self.location.origin);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const late = setTimeout(() => socket.close(), OPEN_WITHIN);
    let opened = false;
    socket.onopen = () => {
      opened = true;
      clearTimeout(late);
      resolve({ send: (text) => socket.send(text), close: () => socket.close() });
    };
    socket.onmessage = (message) => onText(String(message.data));
    socket.onclose = (gone) => {
      clearTimeout(late);
      if (opened) {
        onClosed(gone.code, gone.reason);
      } else {
        reject(new Error('The push channel cannot be opened'));
      }
    };
  });
}
