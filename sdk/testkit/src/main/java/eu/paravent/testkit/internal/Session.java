package eu.paravent.testkit.internal;

import eu.paravent.protocol.ProblemCode;
import java.time.Instant;
import java.util.List;

/**
 * A signed-in device.
 *
 * @param chain DER, as it was shown at sign-in
 */
record Session(Identity identity, List<byte[]> chain, Instant begunAt, Instant expiresAt) {
  String device() {
    return identity.deviceUri();
  }

  void requireStaff(String what) {
    if (identity.guest()) {
      throw new Refusal(ProblemCode.FORBIDDEN, "Guests may not " + what);
    }
  }
}
