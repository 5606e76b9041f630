package eu.paravent.mls.internal.framing;

import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import java.util.List;
import java.util.Optional;

/** GroupSecrets (RFC 9420 §12.4.3.1). */
public record GroupSecrets(
    SecretBytes joinerSecret, Optional<SecretBytes> pathSecret, List<PreSharedKeyId> psks) {
  public static GroupSecrets read(TlsReader in) throws MalformedException {
    return new GroupSecrets(
        SecretBytes.wrap(in.opaque()),
        in.optional(path -> SecretBytes.wrap(path.opaque())),
        in.vector(PreSharedKeyId::read));
  }

  public void write(TlsWriter out) {
    out.opaque(joinerSecret.expose());
    out.optional(pathSecret, (secret, path) -> path.opaque(secret.expose()));
    out.vector(psks, PreSharedKeyId::write);
  }
}
