package eu.paravent.mls;

import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.Parallelism;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.ComponentsList;
import eu.paravent.mls.internal.group.GroupRules;
import eu.paravent.mls.internal.group.GroupSession;
import eu.paravent.mls.internal.group.Joining;
import eu.paravent.mls.internal.group.KeyPackageStore;
import eu.paravent.mls.internal.group.LocalClient;
import eu.paravent.mls.internal.group.OutsideProposal;
import eu.paravent.mls.internal.group.Succession;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.CredentialCodec;
import eu.paravent.mls.internal.tree.Grease;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.storage.MlsStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One MLS client (RFC 9420 §2): its identity, its storage, its groups. Thread-safe as long as each
 * group is used by one thread at a time. Beside the storage it holds nothing but digests of the
 * leaf signatures it verified, at most 4,096, so that a leaf that comes again is not verified
 * again.
 */
public final class MlsClient {
  private final LocalClient local;

  private MlsClient(LocalClient local) {
    this.local = local;
  }

  /**
   * With the {@linkplain CryptoProviders#best() fastest primitives} there are, and up to three
   * {@linkplain Parallelism#commonPool helpers} where a group is big.
   */
  public static Builder builder() {
    return new Builder(CryptoProviders.best(), Parallelism.commonPool(3));
  }

  /**
   * With these primitives and no others: nothing of {@code javax.crypto} or native code is even
   * looked for, and no thread but the caller's is used.
   */
  public static Builder builder(CryptoProvider provider) {
    return new Builder(provider, Parallelism.callingThread());
  }

  /**
   * Makes a key package and stores its private keys.
   *
   * @param lifetime from now; RFC 9420 §7.2 allows the receiver to set a maximum
   * @param lastResort marks it as reusable (mls-extensions draft, last_resort_key_package); its
   *     init key is kept after a join
   */
  public KeyPackage newKeyPackage(Duration lifetime, boolean lastResort) {
    return new KeyPackageStore(local).create(lifetime, lastResort);
  }

  /**
   * Makes a group of one, epoch 0, stored on return.
   *
   * @throws MlsException WRONG_STATE if this client is a member of a group of that id;
   *     RULE_VIOLATION if it does not support one of the extensions
   */
  public MlsGroup createGroup(byte[] groupId, Extensions contextExtensions) throws MlsException {
    return group(new Joining(local).create(groupId, contextExtensions));
  }

  /**
   * Makes the successor of a group that a committed {@link ProposalSpec.ReInit} ended (RFC 9420
   * §11.2): {@link MlsGroup#reInit()} says what it will be. The returned group is in epoch 0; its
   * {@linkplain MlsGroup#pendingCommit() pending commit} has the Welcome, and is to be merged once
   * the delivery service took it. Any member can do this. Joiners who were in the old group verify
   * that the new one matches the ReInit and that nobody is missing; others cannot join.
   *
   * <p>Where the ReInit changes the cipher suite, this client is one of the new suite that has the
   * storage of the one that was in the old group.
   *
   * @param keyPackages of all other members of the old group, for the new suite
   * @throws MlsException WRONG_STATE where that group did not end by a ReInit; UNSUPPORTED where
   *     the ReInit asks for another suite than this client's; RULE_VIOLATION where the members are
   *     not those of the old group
   */
  public MlsGroup createSuccessor(byte[] endedGroupId, List<byte[]> keyPackages)
      throws MlsException {
    return group(new Succession(local).successor(endedGroupId, keyPackages));
  }

  /**
   * Joins by Welcome, every leaf verified. Where the Welcome says that the group is the successor
   * or a branch of another, that is verified as well (RFC 9420 §12.4.3.1). The ratchet tree is
   * taken from the Welcome's group info.
   */
  public MlsGroup join(byte[] welcomeMessage) throws MlsException {
    return group(new Joining(local).join(welcomeMessage, Optional.empty()));
  }

  /**
   * Joins by Welcome with the ratchet tree got from elsewhere (the content of a ratchet_tree
   * extension).
   */
  public MlsGroup join(byte[] welcomeMessage, byte[] ratchetTree) throws MlsException {
    return group(new Joining(local).join(welcomeMessage, Optional.of(ratchetTree)));
  }

  /**
   * Prepares a join by external commit (RFC 9420 §12.4.3.2). The returned group is not {@linkplain
   * MlsGroup#active() active}: its {@linkplain MlsGroup#pendingCommit() pending commit} is to be
   * sent, then merged or discarded. Where the tree holds an earlier leaf of the same client, the
   * commit removes it. A stored group of the same id stays untouched until the merge.
   */
  public MlsGroup joinExternally(byte[] groupInfoMessage) throws MlsException {
    return joinExternally(groupInfoMessage, ExternalJoinSpec.plain());
  }

  /** As above, with external pre-shared keys mixed in. */
  public MlsGroup joinExternally(byte[] groupInfoMessage, List<byte[]> preSharedKeys)
      throws MlsException {
    ExternalJoinSpec.Builder spec = ExternalJoinSpec.builder();
    preSharedKeys.forEach(spec::preSharedKey);
    return joinExternally(groupInfoMessage, spec.build());
  }

  /** As above, with whatever else an external commit may hold. */
  public MlsGroup joinExternally(byte[] groupInfoMessage, ExternalJoinSpec spec)
      throws MlsException {
    return group(new Joining(local).joinExternally(groupInfoMessage, spec));
  }

  /**
   * Asks to be added to a group (RFC 9420 §12.1.8, new_member_proposal): an Add of the own key
   * package, signed by its own key. Whether a member commits it is for the members to decide; where
   * one does, a Welcome comes.
   *
   * @param keyPackage of this client and with its private keys stored here
   * @param epoch the group's present one
   * @return MLSMessage with a PublicMessage, to be sent
   */
  public byte[] proposeJoin(KeyPackage keyPackage, byte[] groupId, long epoch) throws MlsException {
    return OutsideProposal.join(local, keyPackage.message(), groupId, epoch);
  }

  /** The stored group, as it was after its last write. */
  public Optional<MlsGroup> load(byte[] groupId) {
    return GroupSession.load(local, groupId).map(this::group);
  }

  /** The prepared external join of this group id that was neither merged nor discarded. */
  public Optional<MlsGroup> loadPendingJoin(byte[] groupId) {
    return GroupSession.loadPreparedJoin(local, groupId).map(this::group);
  }

  private MlsGroup group(GroupSession session) {
    return new MlsGroup(local, session);
  }

  /** Stores an external pre-shared key (RFC 9420 §8.4) under its id; an earlier one is replaced. */
  public void registerPreSharedKey(byte[] id, byte[] secret) {
    local.registerPreSharedKey(id, secret);
  }

  /** Deletes the private keys of a key package, for instance after it expired unused. */
  public void deleteKeyPackage(byte[] reference) {
    new KeyPackageStore(local).delete(reference);
  }

  /** Not thread-safe. Identity, storage and authentication must be given. */
  public static final class Builder {
    private CipherSuite suite = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
    private @Nullable Credential credential;
    private byte @Nullable [] signaturePrivateKey;
    private @Nullable MlsStorage storage;
    private @Nullable AuthenticationService authentication;
    private GroupPolicy policy = GroupPolicy.allowAll();
    private Duration maximumLifetime = GroupRules.ANY_LIFETIME;
    private List<Integer> supportedExtensions = List.of();
    private List<CipherSuite> otherSuites = List.of();
    private final Map<Integer, AppComponent> components = new TreeMap<>();
    private final Map<Integer, byte[]> leafData = new TreeMap<>();
    private boolean selfRemove;
    private boolean grease = true;
    private InstantSource clock = InstantSource.system();
    private CryptoProvider provider;
    private @Nullable SecureRandom random;
    private Parallelism parallelism;

    private Builder(CryptoProvider provider, Parallelism parallelism) {
      this.provider = provider;
      this.parallelism = parallelism;
    }

    /** Default: suite 0x0001. */
    public Builder cipherSuite(CipherSuite suite) {
      this.suite = suite;
      return this;
    }

    /**
     * @param signaturePrivateKey raw: for Ed25519 the 32-byte seed; copied
     */
    public Builder identity(Credential credential, byte[] signaturePrivateKey) {
      this.credential = credential;
      this.signaturePrivateKey = signaturePrivateKey.clone();
      return this;
    }

    public Builder storage(MlsStorage storage) {
      this.storage = storage;
      return this;
    }

    public Builder authentication(AuthenticationService service) {
      this.authentication = service;
      return this;
    }

    /** Default: allow all. */
    public Builder policy(GroupPolicy policy) {
      this.policy = policy;
      return this;
    }

    /**
     * Extension types that this client's leaves list as supported. Default ones (RFC 9420 §7.2) are
     * supported anyway, and never listed.
     */
    public Builder supportedExtensions(List<Integer> types) {
      this.supportedExtensions = List.copyOf(types);
      return this;
    }

    /**
     * Suites that other clients of the same device have: leaves list them beside this client's own,
     * so that who creates a group can tell the best that all support (RFC 9420 §7.2, §11).
     */
    public Builder otherCipherSuites(List<CipherSuite> suites) {
      otherSuites = List.copyOf(suites);
      return this;
    }

    /**
     * Takes part in a component's use of the group's application data (draft-ietf-mls-extensions):
     * the leaves of this client list the {@link AppDataDictionary}, its proposal types and the
     * component as supported.
     *
     * @param id 0 to 65535
     */
    public Builder component(int id, AppComponent component) {
      if (id < 0 || id > 0xffff) {
        throw new IllegalArgumentException("A component id is 0 to 65535");
      }
      components.put(id, component);
      return this;
    }

    /**
     * Data of a component that every leaf of this client carries, signed with it, in its {@link
     * AppDataDictionary}. Components that others do not know are carried by them.
     *
     * @param id 2 to 65535; 1 is made from the {@link #component components}
     */
    public Builder leafData(int id, byte[] data) {
      if (id <= AppDataDictionary.APP_COMPONENTS || id > 0xffff) {
        throw new IllegalArgumentException("A component id for a leaf is 2 to 65535");
      }
      leafData.put(id, data.clone());
      return this;
    }

    /**
     * Lists SelfRemove (draft-ietf-mls-extensions) as supported: who does so gives the SelfRemove
     * proposals that wait in an epoch along when it joins by external commit.
     */
    public Builder supportSelfRemove() {
      selfRemove = true;
      return this;
    }

    /**
     * Leaves out the values without a meaning that RFC 9420 §13.5 recommends to send, for peers
     * that wrongly refuse them.
     */
    public Builder withoutGrease() {
      grease = false;
      return this;
    }

    /**
     * Refuses to add clients by key packages with a longer lifetime, from its beginning to its end
     * (RFC 9420 §7.2). Key packages of this library begin an hour before they are made. Default: as
     * long as they like.
     */
    public Builder maximumLifetime(Duration maximum) {
      maximumLifetime = maximum;
      return this;
    }

    /** Asked for lifetimes only. */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** Replaces what the builder was begun with. */
    public Builder crypto(CryptoProvider provider) {
      this.provider = provider;
      return this;
    }

    /**
     * Replaces what the builder was begun with. On several threads the provider and the random
     * source are used by all of them.
     */
    public Builder parallelism(Parallelism parallelism) {
      this.parallelism = parallelism;
      return this;
    }

    /** Default: a new one. */
    public Builder random(SecureRandom random) {
      this.random = random;
      return this;
    }

    /**
     * @throws NullPointerException naming what was not given
     * @throws IllegalArgumentException if the provider does not support the suite, or the key has
     *     the wrong length
     */
    public MlsClient build() {
      Credential own = Objects.requireNonNull(credential, "identity");
      if (!provider.supports(suite)) {
        throw new IllegalArgumentException("The crypto provider does not support " + suite);
      }
      SuiteCrypto crypto =
          new SuiteCrypto(
              suite, provider, random != null ? random : new SecureRandom(), parallelism);
      LeafTemplate plain = template(own);
      return new MlsClient(
          new LocalClient(
              new GroupRules(
                  crypto,
                  Objects.requireNonNull(authentication, "authentication"),
                  policy,
                  Map.copyOf(components),
                  maximumLifetime),
              Objects.requireNonNull(storage, "storage"),
              clock,
              grease ? new Grease(crypto).in(plain) : plain,
              crypto.signatureKeyPair(Objects.requireNonNull(signaturePrivateKey, "identity"))));
    }

    private LeafTemplate template(Credential own) {
      SortedSet<Integer> extensions = new TreeSet<>(supportedExtensions);
      extensions.removeIf(Capabilities::defaultExtension);
      extensions.add(eu.paravent.mls.internal.tree.KeyPackage.LAST_RESORT);
      SortedSet<Integer> proposals = new TreeSet<>();
      Extensions leafExtensions = Extensions.empty();
      if (selfRemove) {
        proposals.add(Proposal.SELF_REMOVE);
      }
      if (!components.isEmpty()) {
        extensions.add(AppDataDictionary.EXTENSION);
        proposals.add(Proposal.APP_DATA_UPDATE);
        proposals.add(Proposal.APP_EPHEMERAL);
      }
      AppDataDictionary shown =
          components.isEmpty() ? AppDataDictionary.empty() : supportedComponents();
      for (Map.Entry<Integer, byte[]> data : leafData.entrySet()) {
        shown = shown.with(data.getKey(), data.getValue());
      }
      if (!components.isEmpty() || !leafData.isEmpty()) {
        extensions.add(AppDataDictionary.EXTENSION);
        leafExtensions = shown.in(leafExtensions);
      }
      Capabilities capabilities =
          new Capabilities(
              List.of(1),
              Stream.concat(Stream.of(suite), otherSuites.stream())
                  .map(CipherSuite::value)
                  .distinct()
                  .toList(),
              List.copyOf(extensions),
              List.copyOf(proposals),
              Stream.of(CredentialCodec.BASIC, CredentialCodec.X509, CredentialCodec.type(own))
                  .distinct()
                  .toList());
      return new LeafTemplate(own, capabilities, leafExtensions);
    }

    private AppDataDictionary supportedComponents() {
      SortedSet<Integer> ids = new TreeSet<>(components.keySet());
      ids.add(AppDataDictionary.APP_COMPONENTS);
      return AppDataDictionary.empty()
          .with(AppDataDictionary.APP_COMPONENTS, new ComponentsList(List.copyOf(ids)).encode());
    }
  }
}
