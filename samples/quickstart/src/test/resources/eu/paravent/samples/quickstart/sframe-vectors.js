/**
 * Vectors of RFC 9605, appendix C (headers: C.1; cipher suite 0x0005: C.3), and frames that were
 * changed on their way.
 */
async () => {
  const { header, parsed, derived, sealed, opened } = await import('/web/sframe.js');
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

  const headers = [
    [0n, 0n, '00'],
    [0n, 255n, '08ff'],
    [1n, 65_536n, '1a010000'],
    [255n, 0n, '80ff'],
    [256n, 16_777_216n, '9b010001000000'],
    [65_535n, 72_057_594_037_927_935n, '9effffffffffffffffff'],
    [16_777_216n, 18_446_744_073_709_551_615n, 'bf01000000ffffffffffffffff'],
  ];
  const right = headers.every(([kid, counter, encoded]) => {
    const found = parsed(bytes(encoded + '00'.repeat(16)));
    return hex(header(kid, counter)) === encoded && found.kid === kid && found.counter === counter;
  });

  const keys = await derived(0x123n, bytes('000102030405060708090a0b0c0d0e0f'));
  const metadata = bytes('4945544620534672616d65205747');
  const plain = bytes('64726166742d696574662d736672616d652d656e63');
  const cipher = bytes('990123456794f509d36e9beacb0e261d99c7d1e972f1fed787d4049f17ca21353c1cc24d56ceabced279');
  const vector =
    hex(keys.salt) === '84991c167b8cd23c93708ec7' &&
    hex(await sealed(keys, 0x123n, 0x4567n, metadata, plain)) === hex(cipher) &&
    hex(await opened(keys, parsed(cipher), metadata, cipher)) === hex(plain);

  let refused = 0;
  for (const [shown, frame] of [
    [metadata, cipher.with(20, cipher[20] ^ 1)],
    [metadata, cipher.with(4, cipher[4] ^ 1)],
    [metadata.with(0, 0), cipher],
  ]) {
    await opened(keys, parsed(frame), shown, frame).catch(() => {
      refused += 1;
    });
  }
  return { headers: right, vector, refused };
};
