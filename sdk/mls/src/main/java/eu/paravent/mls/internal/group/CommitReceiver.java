package eu.paravent.mls.internal.group;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.KeySchedule;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.internal.tree.TreeKem;
import java.util.Optional;

/** A member's private part of processing a commit (RFC 9420 §12.4.2). */
final class CommitReceiver {
  private final EpochState state;
  private final GroupRules rules;
  private final PskLookup preSharedKeys;

  CommitReceiver(EpochState state, GroupRules rules, PskLookup preSharedKeys) {
    this.state = state;
    this.rules = rules;
    this.preSharedKeys = preSharedKeys;
  }

  /**
   * The next epoch, its confirmation tag verified. This member must not be removed by the commit.
   *
   * @param ownUpdate the key of this member's Update, where the commit takes it up
   */
  EpochState next(VerifiedCommit commit, Optional<OwnUpdate> ownUpdate) throws MlsException {
    SuiteCrypto crypto = rules.crypto();
    PrivateTree own = state.privateTree();
    if (ownUpdate.isPresent()) {
      own = own.withLeafKey(ownUpdate.get().leafKey());
    }
    SecretBytes commitSecret;
    if (commit.commit().path().isPresent()) {
      TreeKem.Received received =
          new TreeKem(crypto)
              .receive(
                  commit.tree(),
                  commit.committer(),
                  own,
                  commit.commit().path().get(),
                  commit.applied().addedLeaves(),
                  commit.provisional().encode());
      own = received.privateTree();
      commitSecret = received.commitSecret();
    } else {
      own = own.fittedTo(commit.tree());
      commitSecret = KeySchedule.noCommitSecret(crypto);
    }
    SecretBytes psk = preSharedKeys.secret(crypto, commit.applied().preSharedKeys());
    NextEpoch next;
    try (SecretBytes init = initSecret(commit)) {
      next = NextEpoch.derive(crypto, init, commitSecret, psk, commit.after());
    }
    next.wipeForWelcomes();
    // RFC 9420 §12.4.2: the confirmation tag is checked before any state is replaced
    if (!TranscriptHash.verifyConfirmationTag(
        crypto,
        next.secrets().confirmation(),
        commit.after().confirmedTranscriptHash(),
        commit.message().confirmationTag().orElseThrow())) {
      throw Authentic.refused("The confirmation tag of the commit does not verify");
    }
    return new EpochState(
        commit.next(rules),
        own,
        next.secrets(),
        ownUpdate.map(OwnUpdate::signer).orElse(state.signer()));
  }

  private SecretBytes initSecret(VerifiedCommit commit) throws MlsException {
    Optional<byte[]> kemOutput = commit.applied().externalInit();
    if (kemOutput.isEmpty()) {
      return state.secrets().init().copy();
    }
    try {
      return rules
          .crypto()
          .decapsulateInitSecret(state.secrets().externalKeyPair(rules.crypto()), kemOutput.get());
    } catch (CryptoException e) {
      throw Authentic.refused("The external init of the commit does not decrypt");
    }
  }
}
