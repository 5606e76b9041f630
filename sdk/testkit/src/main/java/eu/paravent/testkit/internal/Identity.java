package eu.paravent.testkit.internal;

import java.util.Optional;

/**
 * Whom a certificate names.
 *
 * @param userUri the same as the device's for a guest
 * @param inviteId for a guest
 * @param groupId the one group a guest's certificate is good for
 * @param publicKey raw Ed25519
 */
record Identity(
    String organisation,
    String userUri,
    String deviceUri,
    Optional<String> inviteId,
    Optional<String> groupId,
    byte[] publicKey) {
  boolean guest() {
    return inviteId.isPresent();
  }
}
