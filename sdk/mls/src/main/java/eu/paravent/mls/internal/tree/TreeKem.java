package eu.paravent.mls.internal.tree;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.provider.HpkeCiphertext;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.tree.RatchetTree.PathStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Making and following update paths (RFC 9420 §7.4 to §7.6). */
public final class TreeKem {
  private static final String LABEL = "UpdatePathNode";

  private final SuiteCrypto crypto;

  public TreeKem(SuiteCrypto crypto) {
    this.crypto = crypto;
  }

  /**
   * An own path.
   *
   * @param pathSecrets by node, for the Welcomes of this commit
   */
  public record Created(
      UpdatePath path,
      PrivateTree privateTree,
      SecretBytes commitSecret,
      GroupContext provisional,
      Map<Integer, SecretBytes> pathSecrets) {}

  /** What a member got out of a received path. */
  public record Received(PrivateTree privateTree, SecretBytes commitSecret) {}

  /**
   * Makes a path and merges it into the tree.
   *
   * @param tree with the proposals applied; changed
   * @param before the context of the epoch the commit is for
   * @param extensions those of the next epoch
   * @param added leaves added by the same commit: the path is not encrypted to them
   */
  public Created create(
      RatchetTree tree,
      int leafIndex,
      PrivateTree own,
      LeafTemplate template,
      SignatureKeyPair signer,
      GroupContext before,
      Extensions extensions,
      Set<Integer> added)
      throws MlsException {
    List<PathStep> steps = tree.filteredDirectPath(leafIndex);
    Map<Integer, SecretBytes> secrets = new HashMap<>();
    Map<Integer, KemKeyPair> pairs = new HashMap<>();
    List<byte[]> publicKeys = new ArrayList<>();
    SecretBytes next = SecretBytes.wrap(crypto.random(crypto.hashLength()));
    for (PathStep step : steps) {
      secrets.put(step.node(), next);
      KemKeyPair pair = nodeKey(next);
      pairs.put(step.node(), pair);
      publicKeys.add(pair.publicKey());
      next = nextPathSecret(next);
    }
    KemKeyPair leafKey = crypto.generateKeyPair();
    List<ParentNode> parents = parents(tree, steps, publicKeys);
    LeafNode leaf =
        LeafNode.forCommit(
            crypto,
            signer,
            template,
            leafKey.publicKey(),
            leafParentHash(tree, steps, parents),
            before.groupId(),
            leafIndex);
    tree.merge(leafIndex, leaf, steps.stream().map(PathStep::node).toList(), parents);
    GroupContext provisional = before.provisional(tree.treeHash(crypto), extensions);
    List<UpdatePath.Node> nodes =
        sealed(tree, steps, publicKeys, secrets, added, provisional.encode());
    pairs.put(TreeMath.node(leafIndex), leafKey);
    return new Created(
        new UpdatePath(leaf, nodes), own.fittedTo(tree).with(pairs), next, provisional, secrets);
  }

  /** One path secret for one receiver. */
  private record Seal(int receiver, byte[] secret) {}

  private List<UpdatePath.Node> sealed(
      RatchetTree tree,
      List<PathStep> steps,
      List<byte[]> publicKeys,
      Map<Integer, SecretBytes> secrets,
      Set<Integer> added,
      byte[] context)
      throws MlsException {
    List<Seal> seals = new ArrayList<>();
    int[] ends = new int[steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      byte[] secret = secret(secrets, steps.get(i).node());
      receivers(tree, steps.get(i), added).forEach(node -> seals.add(new Seal(node, secret)));
      ends[i] = seals.size();
    }
    List<HpkeCiphertext> sealed = seal(tree, seals, context);
    List<UpdatePath.Node> nodes = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      nodes.add(new UpdatePath.Node(publicKeys.get(i), List.copyOf(sealed.subList(from, ends[i]))));
      from = ends[i];
    }
    return List.copyOf(nodes);
  }

  private static byte[] secret(Map<Integer, SecretBytes> secrets, int node) {
    SecretBytes secret = secrets.get(node);
    if (secret == null) {
      throw new IllegalStateException("Every step of a path has a secret");
    }
    return secret.expose();
  }

  /** A fresh tree means a seal for nearly every member: spread as the host wants it. */
  private List<HpkeCiphertext> seal(RatchetTree tree, List<Seal> seals, byte[] context)
      throws MlsException {
    SuiteCrypto.Sealing sealing = crypto.sealing(LABEL, context);
    @Nullable HpkeCiphertext[] sealed = new @Nullable HpkeCiphertext[seals.size()];
    @Nullable CryptoException[] refused = new @Nullable CryptoException[seals.size()];
    crypto
        .parallelism()
        .forEach(
            sealed.length,
            i -> {
              try {
                byte[] key = encryptionKey(tree, seals.get(i).receiver);
                sealed[i] = sealing.seal(key, seals.get(i).secret);
              } catch (CryptoException e) {
                refused[i] = e;
              }
            });
    List<HpkeCiphertext> all = new ArrayList<>(sealed.length);
    for (int i = 0; i < sealed.length; i++) {
      HpkeCiphertext one = sealed[i];
      if (one == null) {
        throw new MlsException(
            Reason.RULE_VIOLATION,
            "Node " + seals.get(i).receiver + " has an unusable encryption key",
            refused[i]);
      }
      all.add(one);
    }
    return all;
  }

  private static byte[] encryptionKey(RatchetTree tree, int receiver) {
    TreeNode node = tree.nodeAt(receiver);
    if (node == null) {
      throw new IllegalStateException("A resolution holds no blank nodes");
    }
    return node.encryptionKey();
  }

  /**
   * Merges a received path into the tree and checks its leaf's parent hash.
   *
   * @param tree with the proposals applied; changed
   */
  public void merge(RatchetTree tree, int leafIndex, UpdatePath path, Set<Integer> added)
      throws MlsException {
    List<PathStep> steps = tree.filteredDirectPath(leafIndex);
    if (steps.size() != path.nodes().size()) {
      throw TreeRules.violated(
          "The path has " + path.nodes().size() + " nodes where the tree has " + steps.size());
    }
    for (int i = 0; i < steps.size(); i++) {
      // RFC 9420 §7.6: as many ciphertexts as the resolution has nodes that are not new
      if (path.nodes().get(i).encryptedPathSecret().size()
          != receivers(tree, steps.get(i), added).size()) {
        throw TreeRules.violated("A node of the path is encrypted to the wrong number of nodes");
      }
    }
    List<byte[]> keys = path.nodes().stream().map(UpdatePath.Node::encryptionKey).toList();
    List<ParentNode> parents = parents(tree, steps, keys);
    if (!Arrays.equals(leafParentHash(tree, steps, parents), path.leafNode().parentHash())) {
      throw TreeRules.violated("The committer's leaf does not vouch for the path");
    }
    tree.merge(leafIndex, path.leafNode(), steps.stream().map(PathStep::node).toList(), parents);
  }

  /**
   * Decrypts the path secret for this member and derives what lies above.
   *
   * @param tree with the path merged
   * @param own fitted to the tree before the path was merged, proposals applied
   * @param context the encoded provisional GroupContext
   */
  public Received receive(
      RatchetTree tree,
      int senderLeaf,
      PrivateTree own,
      UpdatePath path,
      Set<Integer> added,
      byte[] context)
      throws MlsException {
    List<PathStep> steps = tree.filteredDirectPath(senderLeaf);
    int ownNode = TreeMath.node(own.leafIndex());
    int at = 0;
    while (at < steps.size() && !TreeMath.inSubtree(ownNode, steps.get(at).copathChild())) {
      at++;
    }
    if (at == steps.size()) {
      throw TreeRules.violated("The path reaches the root without this member");
    }
    SecretBytes secret =
        open(receivers(tree, steps.get(at), added), own, path.nodes().get(at), context);
    Map<Integer, KemKeyPair> learned = new HashMap<>();
    for (int i = at; i < steps.size(); i++) {
      learned.put(steps.get(i).node(), checkedKey(secret, path.nodes().get(i).encryptionKey()));
      SecretBytes next = nextPathSecret(secret);
      secret.close();
      secret = next;
    }
    return new Received(own.fittedTo(tree).with(learned), secret);
  }

  private SecretBytes open(
      List<Integer> receivers, PrivateTree own, UpdatePath.Node node, byte[] context)
      throws MlsException {
    for (int i = 0; i < receivers.size(); i++) {
      Optional<KemKeyPair> key = own.key(receivers.get(i));
      if (key.isPresent()) {
        try {
          return SecretBytes.wrap(
              crypto.decryptWithLabel(
                  key.get(), LABEL, context, node.encryptedPathSecret().get(i)));
        } catch (CryptoException e) {
          throw new MlsException(
              Reason.NOT_AUTHENTIC, "The path secret for this member does not decrypt", e);
        }
      }
    }
    throw TreeRules.violated("No path secret is encrypted to this member");
  }

  /**
   * The keys that a Welcome's path secret gives a joiner (RFC 9420 §12.4.3.1).
   *
   * @param own only the leaf key: without a path secret there are no keys above it
   */
  public PrivateTree join(
      RatchetTree tree, int signerLeaf, PrivateTree own, Optional<SecretBytes> pathSecret)
      throws MlsException {
    if (pathSecret.isEmpty()) {
      return own;
    }
    if (signerLeaf == own.leafIndex()) {
      throw TreeRules.violated("The signer of the group info cannot be the joiner");
    }
    Map<Integer, KemKeyPair> learned = new HashMap<>();
    SecretBytes secret = pathSecret.get();
    int ancestor = TreeMath.commonAncestor(signerLeaf, own.leafIndex());
    for (PathStep step : tree.filteredDirectPath(signerLeaf)) {
      if (!TreeMath.inSubtree(ancestor, step.node())) {
        continue;
      }
      TreeNode node = tree.nodeAt(step.node());
      if (node == null) {
        throw TreeRules.violated("The path secret is for a blank node");
      }
      learned.put(step.node(), checkedKey(secret, node.encryptionKey()));
      secret = nextPathSecret(secret);
    }
    return own.with(learned);
  }

  private KemKeyPair checkedKey(SecretBytes pathSecret, byte[] expected) throws MlsException {
    KemKeyPair pair = nodeKey(pathSecret);
    // RFC 9420 §7.5: the derived keys are the ones that were sent
    if (!Arrays.equals(pair.publicKey(), expected)) {
      throw new MlsException(
          Reason.NOT_AUTHENTIC, "A path secret does not belong to the public key of its node");
    }
    return pair;
  }

  private KemKeyPair nodeKey(SecretBytes pathSecret) {
    byte[] nodeSecret = crypto.deriveSecret(pathSecret.expose(), "node");
    try {
      return crypto.deriveKeyPair(nodeSecret);
    } finally {
      Arrays.fill(nodeSecret, (byte) 0);
    }
  }

  private SecretBytes nextPathSecret(SecretBytes pathSecret) {
    return SecretBytes.wrap(crypto.deriveSecret(pathSecret.expose(), "path"));
  }

  /** The nodes a path secret is encrypted to: new leaves are left out (RFC 9420 §7.5). */
  private static List<Integer> receivers(
      RatchetTree tree, PathStep step, Set<Integer> addedLeaves) {
    List<Integer> resolution = tree.resolution(step.copathChild());
    if (!addedLeaves.isEmpty()) {
      resolution.removeIf(node -> TreeMath.isLeaf(node) && addedLeaves.contains(node / 2));
    }
    return resolution;
  }

  /** The new parent nodes, from the root down: each holds the hash of the one above it. */
  private List<ParentNode> parents(
      RatchetTree tree, List<PathStep> steps, List<byte[]> publicKeys) {
    ParentNode[] parents = new ParentNode[steps.size()];
    byte[] hash = new byte[0];
    for (int i = steps.size() - 1; i >= 0; i--) {
      parents[i] = new ParentNode(publicKeys.get(i), hash, List.of());
      hash = tree.parentHash(crypto, parents[i], steps.get(i).copathChild());
    }
    return List.of(parents);
  }

  private byte[] leafParentHash(RatchetTree tree, List<PathStep> steps, List<ParentNode> parents) {
    return steps.isEmpty()
        ? new byte[0]
        : tree.parentHash(crypto, parents.get(0), steps.get(0).copathChild());
  }
}
