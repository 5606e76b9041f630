package eu.paravent.mls.internal.tree;

import eu.paravent.mls.ExternalSender;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.List;

/** ExternalSender external_senders&lt;V&gt; (RFC 9420 §12.1.8.1). */
public final class ExternalSendersCodec {
  private ExternalSendersCodec() {}

  public static List<ExternalSender> decode(byte[] data) throws MlsException {
    return TlsReader.parseOrRefuse(
        data,
        "The external_senders extension",
        in -> in.vector(e -> new ExternalSender(e.opaque(), CredentialCodec.read(e))));
  }

  public static byte[] encode(List<ExternalSender> senders) {
    return TlsWriter.encode(
        out ->
            out.vector(
                senders,
                (sender, w) -> {
                  w.opaque(sender.signatureKey());
                  CredentialCodec.write(sender.credential(), w);
                }));
  }
}
