package eu.paravent.mls.internal.group;

import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.KeySchedule;

/**
 * The key schedule's step into an epoch (RFC 9420 §8).
 *
 * @param joiner for Welcomes; wiped by the caller
 * @param welcome for Welcomes; wiped by the caller
 */
record NextEpoch(SecretBytes joiner, SecretBytes welcome, EpochSecrets secrets) {
  /** Wipes what it is derived from. */
  static NextEpoch derive(
      SuiteCrypto crypto,
      SecretBytes init,
      SecretBytes commit,
      SecretBytes psk,
      GroupContext after) {
    byte[] context = after.encode();
    try (commit;
        psk) {
      SecretBytes joiner = KeySchedule.joinerSecret(crypto, init, commit, context);
      return new NextEpoch(
          joiner,
          KeySchedule.welcomeSecret(crypto, joiner, psk),
          KeySchedule.epochSecrets(crypto, joiner, psk, context));
    }
  }

  void wipeForWelcomes() {
    joiner.close();
    welcome.close();
  }
}
