package eu.paravent.mls.internal.provider;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/** HPKECiphertext (RFC 9420 §7.6). */
public record HpkeCiphertext(byte[] kemOutput, byte[] ciphertext) {
  public static HpkeCiphertext read(TlsReader in) throws MalformedException {
    return new HpkeCiphertext(in.opaque(), in.opaque());
  }

  public void write(TlsWriter out) {
    out.opaque(kemOutput).opaque(ciphertext);
  }
}
