package eu.paravent.mls.internal.group;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.Lifetime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Turns what a caller wants proposed into proposals. */
final class ProposalMaker {
  private final SuiteCrypto crypto;
  private final InstantSource clock;
  private final Duration maximumLifetime;

  /**
   * @param maximumLifetime of the leaves that are added
   */
  ProposalMaker(SuiteCrypto crypto, InstantSource clock, Duration maximumLifetime) {
    this.crypto = crypto;
    this.clock = clock;
    this.maximumLifetime = maximumLifetime;
  }

  Proposal make(ProposalSpec spec) throws MlsException {
    if (spec instanceof ProposalSpec.Add add) {
      return add(add.keyPackageMessage());
    } else if (spec instanceof ProposalSpec.Remove remove) {
      return new Proposal.Remove(remove.leafIndex());
    } else if (spec instanceof ProposalSpec.PreSharedKey key) {
      return preSharedKey(key.id());
    } else if (spec instanceof ProposalSpec.ResumptionKey key) {
      return new Proposal.PreSharedKey(
          new PreSharedKeyId.Resumption(
              PreSharedKeyId.Resumption.APPLICATION,
              key.groupId(),
              key.epoch(),
              crypto.random(crypto.hashLength())));
    } else if (spec instanceof ProposalSpec.ReInit reInit) {
      return new Proposal.ReInit(
          reInit.groupId(), reInit.version(), reInit.cipherSuite(), reInit.extensions());
    } else if (spec instanceof ProposalSpec.ContextExtensions context) {
      return new Proposal.GroupContextExtensions(context.extensions());
    } else if (spec instanceof ProposalSpec.AppDataUpdate update) {
      return new Proposal.AppDataUpdate(update.component(), Optional.of(update.update()));
    } else if (spec instanceof ProposalSpec.AppDataRemoval removal) {
      return new Proposal.AppDataUpdate(removal.component(), Optional.empty());
    }
    ProposalSpec.AppEphemeral ephemeral = (ProposalSpec.AppEphemeral) spec;
    return new Proposal.AppEphemeral(ephemeral.component(), ephemeral.data());
  }

  Proposal.Add add(byte[] keyPackageMessage) throws MlsException {
    KeyPackage keyPackage =
        MlsMessage.decode(keyPackageMessage, WireFormat.KEY_PACKAGE, KeyPackage::read);
    if (!current(keyPackage)) {
      throw LeafRules.violated("A key package has expired or is not valid yet: claim another one");
    }
    if (!shortLived(keyPackage)) {
      throw LeafRules.violated("A key package lives longer than is accepted: claim another one");
    }
    return new Proposal.Add(keyPackage);
  }

  /** RFC 9420 §7.3: asked by whoever sends the leaf on, at that moment. */
  boolean current(KeyPackage keyPackage) {
    Optional<Lifetime> lifetime = keyPackage.leafNode().lifetime();
    return lifetime.isEmpty() || lifetime.get().covers(clock.instant().getEpochSecond());
  }

  /** RFC 9420 §7.2: the application sets a maximum. */
  private boolean shortLived(KeyPackage keyPackage) {
    return keyPackage
        .leafNode()
        .lifetime()
        .filter(
            l ->
                !maximumLifetime.equals(GroupRules.ANY_LIFETIME)
                    && l.longerThan(maximumLifetime.getSeconds()))
        .isEmpty();
  }

  Proposal preSharedKey(byte[] id) {
    return new Proposal.PreSharedKey(
        new PreSharedKeyId.External(id, crypto.random(crypto.hashLength())));
  }
}
