package eu.paravent.mls.internal.group;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.CredentialCodec;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafNode.Source;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.RequiredCapabilities;
import eu.paravent.mls.internal.tree.TreeRules;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Leaf node validation (RFC 9420 §7.3), except credentials and signatures of single leaves. */
final class LeafRules {
  private final int cipherSuite;
  private final Extensions context;
  private final Optional<RequiredCapabilities> required;
  private final Optional<ComponentsList> requiredComponents;

  /**
   * @param context the group context extensions the leaves live under
   */
  LeafRules(int cipherSuite, Extensions context) throws MlsException {
    this.cipherSuite = cipherSuite;
    this.context = context;
    Optional<byte[]> data = context.find(Extensions.REQUIRED_CAPABILITIES);
    this.required =
        data.isPresent()
            ? Optional.of(
                TlsReader.parseOrRefuse(
                    data.get(), "The required_capabilities", RequiredCapabilities::read))
            : Optional.empty();
    this.requiredComponents = ComponentsList.of(context, AppDataDictionary.APP_COMPONENTS);
  }

  /** The whole tree: what each member lists, credential types, unique keys. */
  void checkTree(RatchetTree tree) throws MlsException {
    Set<Integer> credentialTypes = credentialTypes(tree);
    for (int index : tree.members()) {
      LeafNode leaf = tree.leaf(index).orElseThrow();
      check(leaf);
      supports(index, leaf, credentialTypes);
    }
    TreeRules.checkUniqueKeys(tree);
  }

  /**
   * The tree that a commit leads to. The one it comes from holds all rules under its own context,
   * so only leaves and keys that are new are looked at, unless the context changes.
   *
   * @param extensions of the next context
   */
  static void checkNext(PublicGroup before, Extensions extensions, RatchetTree next)
      throws MlsException {
    LeafRules rules = new LeafRules(before.context().cipherSuite(), extensions);
    if (TlsEqual.extensions(before.context().extensions(), extensions)) {
      rules.checkChanged(before.tree(), next);
    } else {
      rules.checkTree(next);
    }
  }

  private void checkChanged(RatchetTree before, RatchetTree next) throws MlsException {
    Set<Integer> credentialTypes = credentialTypes(next);
    boolean newType = !credentialTypes(before).containsAll(credentialTypes);
    for (int index : next.members()) {
      LeafNode leaf = next.leaf(index).orElseThrow();
      // trees share the nodes that did not change
      boolean changed = before.leaf(index).filter(old -> old == leaf).isEmpty();
      if (changed) {
        check(leaf);
      }
      if (changed || newType) {
        supports(index, leaf, credentialTypes);
      }
    }
    TreeRules.checkUniqueKeys(before, next);
  }

  private static Set<Integer> credentialTypes(RatchetTree tree) {
    Set<Integer> types = new TreeSet<>();
    int last = -1;
    for (int index : tree.members()) {
      int type = CredentialCodec.type(tree.leaf(index).orElseThrow().credential());
      if (type != last) {
        types.add(type);
        last = type;
      }
    }
    return types;
  }

  /** RFC 9420 §7.3: every member supports every credential type in use. */
  private static void supports(int index, LeafNode leaf, Set<Integer> credentialTypes)
      throws MlsException {
    Capabilities capabilities = leaf.capabilities();
    for (int type : credentialTypes) {
      if (!capabilities.supportsCredential(type)) {
        throw violated("Leaf " + index + " does not support credential type " + type);
      }
    }
  }

  /** One leaf by itself. */
  void check(LeafNode leaf) throws MlsException {
    Capabilities capabilities = leaf.capabilities();
    if (!capabilities.versions().contains(GroupContext.MLS10)
        || !capabilities.cipherSuites().contains(cipherSuite)) {
      throw violated("A leaf does not support this version and cipher suite");
    }
    if (!capabilities.supportsCredential(CredentialCodec.type(leaf.credential()))) {
      throw violated("A leaf does not list its own credential type");
    }
    for (Extensions.Extension extension : leaf.extensions().list()) {
      if (!capabilities.supportsExtension(extension.type())) {
        throw violated("A leaf does not list its own extension type " + extension.type());
      }
    }
    for (Extensions.Extension extension : context.list()) {
      if (!capabilities.supportsExtension(extension.type())) {
        throw violated("A member does not support context extension type " + extension.type());
      }
    }
    if (required.isPresent() && !required.get().metBy(capabilities)) {
      throw violated("A leaf does not have the required capabilities");
    }
    // draft-ietf-mls-extensions, “Negotiating Extensions and Components”
    if (requiredComponents.isPresent()
        && !ComponentsList.of(leaf.extensions(), AppDataDictionary.APP_COMPONENTS)
            .map(supported -> supported.ids().containsAll(requiredComponents.get().ids()))
            .orElse(requiredComponents.get().ids().isEmpty())) {
      throw violated("A leaf does not list the application components that the group requires");
    }
  }

  /**
   * RFC 9420 §10: keys are valid for the cipher suite. One that nothing can be encrypted to would
   * keep all members from committing as long as it is in the tree.
   */
  static void encryptionKey(SuiteCrypto crypto, byte[] publicKey) throws MlsException {
    if (!crypto.isEncryptionKey(publicKey)) {
      throw violated("A public key for encryption is none of this cipher suite");
    }
  }

  static void source(LeafNode leaf, Source expected) throws MlsException {
    if (leaf.source() != expected) {
      throw violated("A leaf of source " + leaf.source() + " stands where " + expected + " must");
    }
  }

  static MlsException violated(String message) {
    return new MlsException(Reason.RULE_VIOLATION, message);
  }
}
