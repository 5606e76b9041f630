/** Lets a test look into the connections of a page; before any script of it runs. */
(() => {
  // however slow the machine is, nobody's patience ends before the test's
  const after = globalThis.setTimeout;
  globalThis.setTimeout = (act, millis, ...rest) => after(act, [15_000, 60_000].includes(millis) ? 10 * millis : millis, ...rest);

  const Real = globalThis.RTCPeerConnection;
  const connections = [];
  globalThis.RTCPeerConnection = class extends Real {
    constructor(...given) {
      super(...given);
      connections.push(this);
    }
  };

  /** What came from the others so far, one for each connection that is still there. */
  globalThis.arrived = async () => {
    const open = connections.filter(({ connectionState }) => connectionState !== 'closed');
    return Promise.all(
      open.map(async (connection) => {
        const inbound = [...(await connection.getStats()).values()].filter(({ type }) => type === 'inbound-rtp');
        const sum = (field) => inbound.reduce((total, stream) => total + (stream[field] ?? 0), 0);
        return { bytes: sum('bytesReceived'), decoded: sum('framesDecoded'), energy: sum('totalAudioEnergy') };
      }),
    );
  };

  /** By which way each connection goes, on this side and on the other. */
  globalThis.ways = () =>
    Promise.all(
      connections
        .filter(({ connectionState }) => connectionState === 'connected')
        .map(async (connection) => {
          const stats = await connection.getStats();
          const { selectedCandidatePairId } = [...stats.values()].find(({ type }) => type === 'transport');
          const { localCandidateId, remoteCandidateId } = stats.get(selectedCandidatePairId);
          return [localCandidateId, remoteCandidateId].map((id) => stats.get(id).candidateType).join('-');
        }),
    );

  /** The addresses that were told to the others. */
  globalThis.told = () => connections.flatMap(({ localDescription }) => localDescription?.sdp.match(/(?<=a=candidate:).*/g) ?? []);

  /** How bright the brightest point of each of the others' images is, from 0 to 255. */
  globalThis.brightness = () =>
    [...document.querySelectorAll('.tiles .other video')]
      .filter(({ videoWidth }) => videoWidth > 2)
      .map((video) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
        const pen = canvas.getContext('2d');
        pen.drawImage(video, 0, 0, 64, 48);
        const { data } = pen.getImageData(0, 0, 64, 48);
        return data.reduce((most, value, i) => (i % 4 === 3 ? most : Math.max(most, value)), 0);
      });
})();
