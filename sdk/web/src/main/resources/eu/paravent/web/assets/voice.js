/** Records a voice note with the device's microphone. */
const LONGEST = 5 * 60_000;
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export class Recorder {
  static possible = Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);

  #stream;
  #recorder;
  #parts = [];
  #began = Date.now();
  #full;

  /** Called once when it became as long as it may be. */
  onFull = () => {};

  /** Asks for the microphone. Fails where there is none, or it is not allowed. */
  static async start() {
    return new Recorder(await navigator.mediaDevices.getUserMedia({ audio: true }));
  }

  constructor(stream) {
    this.#stream = stream;
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.#recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 });
    this.#recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    this.#recorder.start();
    this.#full = setTimeout(() => this.onFull(), LONGEST);
  }

  /** As minutes and seconds. */
  length() {
    const seconds = Math.floor((Date.now() - this.#began) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** @returns {Promise<{ file: File, millis: number }>} what was recorded; the microphone is free again */
  stop() {
    clearTimeout(this.#full);
    const millis = Date.now() - this.#began;
    return new Promise((resolve) => {
      this.#recorder.onstop = () => {
        this.#stream.getTracks().forEach((track) => track.stop());
        const [type] = this.#recorder.mimeType.split(';');
        const file = new File(this.#parts, `voice.${type.split('/')[1]}`, { type });
        resolve({ file, millis: Math.max(1, millis) });
      };
      this.#recorder.stop();
    });
  }
}
