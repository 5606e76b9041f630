/**
 * One call, and this device's part in it: a connection to each of the others. Who takes part, and
 * how to reach them, is said in the encrypted conversation; the fingerprints of the connections are
 * in there too, so that nobody in between can take one's place.
 */
import { workerAddress } from './client.js';
import { canEncrypt, Peer } from './peer.js';

const LOOK_FOR_KEYS_EVERY = 1_000;
const READY_WITHIN = 10_000;
export const MOST = 4;

export const possible = Boolean(globalThis.RTCPeerConnection && navigator.mediaDevices?.getUserMedia);

export function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export class Call {
  id;
  video;
  local;
  peers = new Map();
  part = fresh();
  began = false;
  over = false;
  #way;
  #media = null;
  #epoch = -1;
  #pulse;

  /**
   * @param {object} way `signal(args)`, `key()`, `relay()`, `changed()`, `gone(part, ever)`, `full()`
   * @param {MediaStream} local
   */
  constructor(way, id, video, local) {
    this.#way = way;
    this.id = id;
    this.video = video;
    this.local = local;
  }

  /** Asks for microphone and camera. Fails where they are not to be had. */
  static async begin(way, id, video) {
    const image = video && { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { max: 20 } };
    const local = await navigator.mediaDevices.getUserMedia({ audio: true, video: image });
    const call = new Call(way, id, video, local);
    try {
      await call.#prepare();
    } catch (error) {
      call.end();
      throw error;
    }
    return call;
  }

  async #prepare() {
    if (canEncrypt) {
      this.#media = await ready(new Worker(workerAddress('media.js'), { type: 'module' }));
      // frames came that it has no key for
      this.#media.onmessage = () => this.rekey();
      await this.#lookForKey();
      this.#pulse = setInterval(() => this.rekey(), LOOK_FOR_KEYS_EVERY);
    }
  }

  /** With every change of the group come new keys. */
  async #lookForKey() {
    const { epoch, member, key } = await this.#way.key();
    if (epoch !== this.#epoch && !this.over) {
      this.#epoch = epoch;
      this.#media.postMessage({ epoch, member, base: Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)) });
    }
  }

  /** Soon, not at the next opportunity. */
  rekey() {
    if (this.#media && !this.over) {
      this.#lookForKey().catch(() => {});
    }
  }

  say(kind, to = '', description = {}) {
    return this.#way.signal({ call: this.id, kind, video: this.video, from: this.part, to, description: JSON.stringify(description) });
  }

  ring() {
    this.began = true;
    return this.say('ring', '', { sframe: canEncrypt });
  }

  join() {
    return this.say('join', '', { sframe: canEncrypt });
  }

  /** Something that another part said in this call. */
  async take({ kind, from, to, sender, description }) {
    if (this.over || from === this.part || (to && to !== this.part)) {
      return;
    }
    const mine = this.peers.get(from);
    if (mine && mine.sender !== sender) {
      // parts have the names that they gave themselves; whose they are, the group says
      return;
    }
    const said = read(description);
    if (kind === 'join' && !mine) {
      await this.#welcome(from, sender, said);
    } else if (kind === 'offer') {
      await this.#answer(from, sender, said);
    } else if (kind === 'answer') {
      await mine?.answered(said.sdp);
    } else if (kind === 'leave') {
      this.#drop(from);
    }
    this.#way.changed();
  }

  get #complete() {
    return this.peers.size >= MOST - 1;
  }

  /** All who are inside see in the same order who joins, so they agree on who is the fifth. */
  async #welcome(from, sender, { sframe }) {
    if (this.#complete) {
      await this.say('offer', from, { full: true });
    } else {
      await this.#offer(from, this.#connect(from, sender, sframe === true));
    }
  }

  async #offer(part, peer) {
    const sdp = await peer.offer();
    // may have gone meanwhile, or have been quicker
    if (this.peers.get(part) === peer) {
      await this.say('offer', part, { sdp, sframe: peer.encrypts });
    }
  }

  async #answer(from, sender, { sdp, sframe, full }) {
    if (full === true) {
      if (!this.began && !(this.#complete && [...this.peers.values()].every((peer) => peer.connected))) {
        this.#way.full();
      }
      return;
    }
    if (this.peers.get(from)?.offers && this.part < from) {
      // both asked at once: mine counts
      return;
    }
    this.#drop(from);
    // one too many came at the same time, and is told so: until then there may be more than four
    if (this.peers.size < 2 * MOST) {
      const peer = this.#connect(from, sender, sframe === true);
      const answer = await peer.answer(sdp);
      if (this.peers.get(from) === peer) {
        await this.say('answer', from, { sdp: answer });
      }
    }
  }

  #connect(part, sender, encrypts) {
    const peer = new Peer(sender, this.local, encrypts ? this.#media : null, {
      reach: () => this.#way.relay(),
      changed: () => this.#way.changed(),
      gone: (ever) => {
        this.#drop(part);
        this.#way.gone(part, ever);
      },
    });
    this.peers.set(part, peer);
    return peer;
  }

  #drop(part) {
    this.peers.get(part)?.close();
    this.peers.delete(part);
  }

  /** Who is no longer in the conversation is not in the call either. */
  present(people) {
    const gone = [...this.peers].filter(([, { sender }]) => !people.has(sender)).map(([part]) => part);
    gone.forEach((part) => this.#drop(part));
    this.rekey();
    return gone;
  }

  get muted() {
    return !this.local.getAudioTracks().some((track) => track.enabled);
  }

  mute(on) {
    this.local.getAudioTracks().forEach((track) => {
      track.enabled = !on;
    });
  }

  get dark() {
    return !this.local.getVideoTracks().some((track) => track.enabled);
  }

  darken(on) {
    this.local.getVideoTracks().forEach((track) => {
      track.enabled = !on;
    });
  }

  /** Microphone and camera are free again. */
  end() {
    this.over = true;
    clearInterval(this.#pulse);
    [...this.peers.keys()].forEach((part) => this.#drop(part));
    this.local.getTracks().forEach((track) => track.stop());
    this.#media?.terminate();
  }
}

/** It has to listen before streams are given to it. */
function ready(worker) {
  return new Promise((resolve, reject) => {
    const fail = () => {
      worker.terminate();
      reject(new Error('What encrypts the media did not start'));
    };
    const late = setTimeout(fail, READY_WITHIN);
    worker.onerror = fail;
    worker.onmessage = () => {
      clearTimeout(late);
      worker.onerror = null;
      resolve(worker);
    };
  });
}

/** What another client said: anything, or nothing. */
function read(description) {
  try {
    return JSON.parse(description) ?? {};
  } catch {
    return {};
  }
}
