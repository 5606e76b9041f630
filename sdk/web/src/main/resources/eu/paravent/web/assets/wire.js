/** The core's way to its server: the one that the page came from, and no other. */
const ANSWER_WITHIN = 60_000;
const OPEN_WITHIN = 20_000;

const underWay = new Set();

/** The network went or came back: what is under way may never be answered, and is tried again. */
export function abandon() {
  underWay.forEach((request) => request.abort());
}

/**
 * @param {string} headers JSON
 * @param {Int8Array | null} body
 */
export async function exchange(method, target, headers, body) {
  const request = new AbortController();
  const late = setTimeout(() => request.abort(), ANSWER_WITHIN);
  underWay.add(request);
  try {
    const response = await fetch(target, {
      method,
      headers: JSON.parse(headers),
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
      body: new Int8Array(await response.arrayBuffer()),
    };
  } finally {
    clearTimeout(late);
    underWay.delete(request);
  }
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
