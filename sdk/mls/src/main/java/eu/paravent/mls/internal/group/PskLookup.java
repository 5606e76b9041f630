package eu.paravent.mls.internal.group;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.PskSecret;
import java.util.ArrayList;
import java.util.List;

/** Where pre-shared keys come from. */
@FunctionalInterface
interface PskLookup {
  /** A copy that the caller wipes; UNKNOWN_PSK where it is not here. */
  SecretBytes find(PreSharedKeyId id) throws MlsException;

  /** psk_secret of these keys in this order (RFC 9420 §8.4). */
  default SecretBytes secret(SuiteCrypto crypto, List<PreSharedKeyId> ids) throws MlsException {
    List<PskSecret.Psk> keys = new ArrayList<>();
    for (PreSharedKeyId id : ids) {
      keys.add(new PskSecret.Psk(id, find(id)));
    }
    SecretBytes secret = PskSecret.of(crypto, keys);
    keys.forEach(key -> key.secret().close());
    return secret;
  }
}
