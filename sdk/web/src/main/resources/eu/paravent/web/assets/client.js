/** The page's end of the worker that holds the client. */
export class CoreError extends Error {
  /** @param {string} code what the page has words for */
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

export class Client {
  #worker;
  #waiting = new Map();
  #last = 0;

  /**
   * @param {Worker} worker
   * @param {string} server its base address
   * @param {(event: object) => void} listener
   */
  constructor(worker, server, listener) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#take(data, listener);
    worker.onerror = (event) => this.#broken(event.message ?? 'The worker failed');
    worker.postMessage({ server });
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
      this.#worker.postMessage({ call, method, args, bytes: bytes && new Int8Array(bytes.buffer) });
    });
  }

  #take(data, listener) {
    if (data.broken) {
      this.#broken(data.broken);
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
    this.#worker.terminate();
    this.#broken('Closed');
  }
}
