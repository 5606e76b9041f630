package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.Grease;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.storage.MlsStorage;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;

/**
 * What all groups of one client share.
 *
 * @param template of the leaves this client makes from now on
 * @param signer signs those leaves; an existing leaf may still have an earlier key
 */
public record LocalClient(
    GroupRules rules,
    MlsStorage storage,
    InstantSource clock,
    LeafTemplate template,
    SignatureKeyPair signer) {
  public SuiteCrypto crypto() {
    return rules.crypto();
  }

  /** For a KeyPackage: with an extension without a meaning (RFC 9420 §13.5). */
  Extensions greased(Extensions extensions) {
    return template.greased() ? new Grease(crypto()).in(extensions) : extensions;
  }

  /** For a GroupInfo, the same one each time that epoch's is made. */
  Extensions greased(Extensions extensions, byte[] confirmationTag) {
    return template.greased() ? new Grease(crypto(), confirmationTag).in(extensions) : extensions;
  }

  ProposalMaker proposals() {
    return new ProposalMaker(crypto(), clock, rules.maximumLifetime());
  }

  /** Refuses context extensions that a commit brings and this client does not support. */
  void requireSupport(PublicGroup before, Applied applied) throws MlsException {
    if (!TlsEqual.extensions(before.context().extensions(), applied.extensions())) {
      template.requireSupport(applied.extensions());
    }
  }

  private static String preSharedKey(byte[] id) {
    return "psk/" + HexFormat.of().formatHex(id);
  }

  public void registerPreSharedKey(byte[] id, byte[] secret) {
    byte[] record = Stored.encode(out -> out.opaque(secret));
    storage.write(Map.of(preSharedKey(id), record));
  }

  SecretBytes externalPreSharedKey(PreSharedKeyId.External id) throws MlsException {
    byte[] record =
        storage
            .read(preSharedKey(id.id()))
            .orElseThrow(
                () ->
                    new MlsException(
                        Reason.UNKNOWN_PSK,
                        "Pre-shared key "
                            + HexFormat.of().formatHex(id.id())
                            + " is not registered here: register it, then try again"));
    return SecretBytes.wrap(Stored.decode(record, "pre-shared key", in -> in.opaque()));
  }
}
