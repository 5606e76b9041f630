/** The connection to one of the others in a call. */
const GATHER_WITHIN = 2_000;
const GONE_AFTER = 15_000;
const MADE_WITHIN = 60_000;

/** How frames can be encrypted beside what the connection does by itself: as browsers agreed on, or as older Chromium does it. */
const SCRIPTED = 'RTCRtpScriptTransform' in globalThis;
const STREAMED = !SCRIPTED && 'createEncodedStreams' in (globalThis.RTCRtpSender?.prototype ?? {});
export const canEncrypt = SCRIPTED || STREAMED;

/** The one whose frames can be encrypted and still be carried, and what sends lost ones again. */
const CARRIED = /^video\/(vp8|rtx)$/i;

export class Peer {
  sender;
  stream = new MediaStream();
  encrypts;
  offers = false;
  #local;
  #media;
  #reach;
  #connection;
  #guarded = new Set();
  #late;
  #ever = false;

  /**
   * @param {string} sender whose it is, as the group says
   * @param {MediaStream} local what is sent
   * @param {Worker | null} media encrypts frames, where both can
   * @param {object} way `reach()`: which relays, and whether by them only; `changed()`, `gone(ever)`
   */
  constructor(sender, local, media, { reach, changed, gone }) {
    this.sender = sender;
    this.encrypts = Boolean(media);
    this.#local = local;
    this.#media = media;
    this.#reach = reach;
    // by no way until it is said by which
    this.#connection = new RTCPeerConnection({ ...this.#fixed(), iceTransportPolicy: 'relay' });
    this.#connection.ontrack = ({ track }) => {
      // another stream: an element whose first one had no image shows none that comes later
      this.stream = new MediaStream([...this.stream.getTracks(), track]);
      changed();
    };
    const lost = () => gone(this.#ever);
    this.#late = setTimeout(lost, MADE_WITHIN);
    this.#connection.onconnectionstatechange = () => {
      const { connectionState: state } = this.#connection;
      if (state === 'connected') {
        this.#ever = true;
        clearTimeout(this.#late);
      } else if (state === 'failed') {
        lost();
      } else if (state === 'disconnected') {
        clearTimeout(this.#late);
        this.#late = setTimeout(lost, GONE_AFTER);
      }
      changed();
    };
  }

  #fixed() {
    return { bundlePolicy: 'max-bundle', encodedInsertableStreams: STREAMED && this.encrypts };
  }

  /** What the operator says now: accounts on relays end, and a call may last. */
  async #find() {
    this.#connection.setConfiguration({ ...this.#fixed(), ...(await this.#reach()) });
  }

  get connected() {
    return this.#connection.connectionState === 'connected';
  }

  async offer() {
    this.offers = true;
    await this.#find();
    this.#bring();
    if (this.#local.getVideoTracks().length === 0) {
      this.#connection.addTransceiver('video', { direction: 'recvonly' });
    }
    this.#guard();
    await this.#connection.setLocalDescription();
    return this.#described();
  }

  async answer(sdp) {
    await this.#find();
    this.#bring();
    this.#guard();
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    this.#guard();
    await this.#connection.setLocalDescription();
    return this.#described();
  }

  async answered(sdp) {
    if (this.#connection.signalingState === 'have-local-offer') {
      await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    }
  }

  #bring() {
    this.#local.getTracks().forEach((track) => this.#connection.addTrack(track, this.#local));
  }

  /** Before anything is agreed on: what comes earlier would pass by. */
  #guard() {
    for (const transceiver of this.#connection.getTransceivers()) {
      if (!this.#guarded.has(transceiver)) {
        this.#guarded.add(transceiver);
        const { sender, receiver } = transceiver;
        if (receiver.track.kind === 'video') {
          const { codecs } = RTCRtpReceiver.getCapabilities('video');
          transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => CARRIED.test(mimeType)));
        }
        if (this.#media) {
          this.#through(sender, { sends: true });
          this.#through(receiver, { sends: false });
        }
      }
    }
  }

  #through(end, options) {
    if (SCRIPTED) {
      end.transform = new RTCRtpScriptTransform(this.#media, options);
    } else {
      const { readable, writable } = end.createEncodedStreams();
      this.#media.postMessage({ readable, writable, options }, [readable, writable]);
    }
  }

  /** With the addresses that were found within a moment. */
  async #described() {
    const connection = this.#connection;
    await new Promise((resolve) => {
      const look = () => connection.iceGatheringState === 'complete' && resolve();
      connection.addEventListener('icegatheringstatechange', look);
      setTimeout(resolve, GATHER_WITHIN);
      look();
    });
    return connection.localDescription.sdp;
  }

  close() {
    clearTimeout(this.#late);
    this.#connection.onconnectionstatechange = null;
    this.#connection.ontrack = null;
    this.#connection.close();
  }
}
