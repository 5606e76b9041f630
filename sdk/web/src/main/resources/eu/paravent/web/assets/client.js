/** A window's end of the worker that holds the client. */
export class CoreError extends Error {
  /** @param {string} code what the page has words for */
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

// the only addresses that this page ever runs as workers
const policy = globalThis.trustedTypes?.createPolicy('paravent', { createScriptURL: (address) => address });

/** @param {'worker.js' | 'media.js'} name */
export function workerAddress(name) {
  const worker = new URL(name, import.meta.url).href;
  return policy ? policy.createScriptURL(worker) : worker;
}

export class Client {
  #port;
  #end;
  #enrol;
  #waiting = new Map();
  #last = 0;

  /** A client of this window alone. */
  static own(listener) {
    const worker = new Worker(workerAddress('worker.js'), { type: 'module' });
    return new Client(worker, worker, { staff: false, listener, end: () => worker.terminate() });
  }

  /**
   * One client for all windows.
   *
   * @param {string} name whose it is
   * @param {(request: string) => Promise<string>} enrol asks the host for a certificate
   */
  static shared(name, enrol, listener) {
    const worker = new SharedWorker(workerAddress('worker.js'), { type: 'module', name });
    const end = () => worker.port.postMessage({ bye: true });
    addEventListener('pagehide', end);
    return new Client(worker, worker.port, { staff: true, listener, end, enrol });
  }

  constructor(worker, port, { staff, listener, end, enrol }) {
    this.#port = port;
    this.#end = end;
    this.#enrol = enrol;
    port.onmessage = ({ data }) => this.#take(data, listener);
    worker.onerror = (event) => this.#broken(event.message ?? 'The worker failed');
    port.postMessage({ server: location.origin, staff });
    for (const change of ['online', 'offline']) {
      addEventListener(change, () => port.postMessage({ network: change }));
    }
  }

  /**
   * @param {string} method
   * @param {object} args
   * @param {Uint8Array} [bytes]
   */
  call(method, args = {}, bytes) {
    const call = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      this.#port.postMessage({ call, method, args, bytes: bytes && new Int8Array(bytes.buffer) });
    });
  }

  #take(data, listener) {
    if (data.broken) {
      this.#broken(data.broken);
    } else if (data.enrol) {
      this.#enrol(data.request).then(
        (answer) => this.#port.postMessage({ enrolled: data.enrol, answer }),
        (error) => this.#port.postMessage({ enrolled: data.enrol, refused: String(error) }),
      );
    } else if (data.reply === undefined) {
      listener(data);
    } else {
      const waiting = this.#waiting.get(data.reply);
      this.#waiting.delete(data.reply);
      if (data.error) {
        waiting?.reject(new CoreError(data.error.code, data.error.detail));
      } else {
        waiting?.resolve(data.bytes ?? data.value);
      }
    }
  }

  #broken(detail) {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    waiting.forEach((one) => one.reject(new CoreError('core', detail)));
  }

  close() {
    this.#end();
    this.#broken('Closed');
  }
}
