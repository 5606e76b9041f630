package eu.paravent.mls.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.GroupSecrets;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Welcome;
import eu.paravent.mls.internal.provider.HpkeCiphertext;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.tree.CredentialCodec;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.internal.tree.RequiredCapabilities;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.WelcomeView;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.MemoryStorage;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Mutated bytes are refused with the declared exception, allocate no more than their length
 * justifies, and change nothing that is stored. The seed is printed and {@code -Dparavent.seed}
 * repeats the choice of mutations; keys are new in each run, so a failure prints the input as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBytesTest {
  private static final int DECODER_ROUNDS = Integer.getInteger("paravent.fuzz.decoder", 20_000);
  private static final int GROUP_ROUNDS = Integer.getInteger("paravent.fuzz.group", 1_500);

  /** What a parser may allocate: objects and lists per byte read, and a constant. */
  private static final long PER_BYTE = 256;

  private static final long CONSTANT = 64 * 1024;

  private static final byte[] NO_BYTES = new byte[0];

  private final long seed = Long.getLong("paravent.seed", new Random().nextLong());
  private final MemoryStorage bobStorage = new MemoryStorage();
  private final MemoryStorage carolStorage = new MemoryStorage();
  private final MlsClient carol = client("carol", carolStorage);
  private MlsGroup bobsGroup;
  private List<byte[]> handshakesAndData;
  private byte[] welcome;
  private byte[] groupInfo;
  private byte[] keyPackage;

  /** Decides on bytes; what it returns does not matter. */
  @FunctionalInterface
  private interface Target {
    void accept(byte[] bytes) throws Exception;
  }

  /** Alice, Bob (who receives) and Carol (invited, not joined); one message of every kind. */
  @BeforeAll
  void makeGroup() throws Exception {
    System.out.println("HostileBytesTest: -Dparavent.seed=" + seed);
    MlsClient bob = client("bob", bobStorage);
    MlsGroup alice =
        client("alice", new MemoryStorage())
            .createGroup("fuzz".getBytes(UTF_8), Extensions.empty());
    CommitBundle first = alice.commit(CommitSpec.builder().add(fresh(bob)).build());
    alice.mergePendingCommit();
    bobsGroup = bob.join(first.welcome().orElseThrow());
    groupInfo = alice.groupInfo();
    keyPackage = fresh(carol);
    // Made before there are proposals: the Welcome is for Carol alone.
    CommitBundle invitation = alice.commit(CommitSpec.builder().add(keyPackage).build());
    alice.discardPendingCommit();
    welcome = invitation.welcome().orElseThrow();
    byte[] application = alice.encrypt("hello".getBytes(UTF_8), NO_BYTES);
    byte[] add = alice.proposeAdd(fresh(client("dave", new MemoryStorage())));
    byte[] update = alice.proposeUpdate();
    byte[] remove = alice.proposeRemove(1);
    MlsGroup external = client("erin", new MemoryStorage()).joinExternally(groupInfo);
    byte[] join = external.pendingCommit().orElseThrow().commit();
    handshakesAndData = List.of(application, add, update, remove, join, invitation.commit());
  }

  @Tag("checklist-6")
  @TestFactory
  Stream<DynamicTest> decoders() {
    Map<String, TlsReader.Parser<?>> decoders =
        Map.ofEntries(
            Map.entry("PublicMessage", PublicMessage::read),
            Map.entry("PrivateMessage", PrivateMessage::read),
            Map.entry("Welcome", Welcome::read),
            Map.entry("GroupInfo", GroupInfo::read),
            Map.entry("KeyPackage", KeyPackage::read),
            Map.entry("GroupSecrets", GroupSecrets::read),
            Map.entry("Commit", Commit::read),
            Map.entry("AuthenticatedContent", AuthenticatedContent::read),
            Map.entry("GroupContext", GroupContext::read),
            Map.entry("Extensions", ExtensionsCodec::read),
            Map.entry("HPKECiphertext", HpkeCiphertext::read),
            Map.entry("ratchet_tree", RatchetTree::read),
            Map.entry("LeafNode", LeafNode::read),
            Map.entry("UpdatePath", UpdatePath::read),
            Map.entry("Credential", CredentialCodec::read),
            Map.entry("RequiredCapabilities", RequiredCapabilities::read));
    return decoders.entrySet().stream()
        .map(d -> DynamicTest.dynamicTest(d.getKey(), () -> tryDecoder(d.getValue())));
  }

  private void tryDecoder(TlsReader.Parser<?> decoder) {
    List<byte[]> corpus = corpus();
    Mutator mutator = new Mutator(seed);
    Random where = new Random(seed);
    for (int i = 0; i < DECODER_ROUNDS; i++) {
      byte[] whole = mutator.mutate(corpus.get(i % corpus.size()), corpus);
      // Structures lie within messages: every offset is a start, the body of the message often.
      int from = i % 2 == 0 ? Math.min(4, whole.length) : where.nextInt(whole.length + 1);
      byte[] bytes = Arrays.copyOfRange(whole, from, whole.length);
      bounded(bytes, b -> decoder.read(new TlsReader(b)));
    }
  }

  /** A vector of 2^30 - 1 bytes, claimed by four bytes, is refused before anything is allocated. */
  @Tag("checklist-1")
  @Test
  void refusesLengthsBeyondTheInputBeforeAllocating() {
    byte[] claim = {(byte) 0xbf, -1, -1, -1, 1, 2, 3};

    assertThat(bounded(claim, b -> new TlsReader(b).opaque())).isFalse();
    assertThat(bounded(claim, b -> new TlsReader(b).vector(TlsReader::u8))).isFalse();
    assertThat(bounded(claim, b -> RatchetTree.read(new TlsReader(b)))).isFalse();
  }

  /** Every byte of a message is authenticated: no changed one is accepted, none leaves a trace. */
  @Tag("checklist-6")
  @Test
  void aLiveGroupRefusesEveryChangedMessage() throws Exception {
    long epoch = bobsGroup.epoch();
    Map<String, String> before = bobStorage.contents();

    refuses(handshakesAndData, GROUP_ROUNDS, b -> bobsGroup.process(b));

    assertThat(bobStorage.contents()).isEqualTo(before);
    assertThat(bobsGroup.epoch()).isEqualTo(epoch);
    // Nothing was used up: what the forgeries imitated is still read.
    ReceivedMessage received = bobsGroup.process(handshakesAndData.get(0));
    assertThat(((ReceivedMessage.Application) received).data()).isEqualTo("hello".getBytes(UTF_8));
  }

  @Tag("checklist-6")
  @Test
  void aClientRefusesEveryChangedWelcomeAndStillJoins() throws Exception {
    Map<String, String> before = carolStorage.contents();

    refuses(List.of(welcome), GROUP_ROUNDS, b -> carol.join(b));

    assertThat(carolStorage.contents()).isEqualTo(before);
    assertThat(carol.join(welcome).members()).hasSize(3);
  }

  @Tag("checklist-6")
  @Test
  void aClientRefusesEveryChangedGroupInfo() {
    MemoryStorage storage = new MemoryStorage();
    MlsClient frank = client("frank", storage);

    refuses(List.of(groupInfo), GROUP_ROUNDS / 3, b -> frank.joinExternally(b));

    assertThat(storage.contents()).isEmpty();
  }

  @Tag("checklist-6")
  @Test
  void theObserverAndItsViewsThrowOnlyWhatTheyDeclare() throws Exception {
    GroupObserver observer = GroupObserver.open(groupInfo, new AcceptAll(), GroupPolicy.allowAll());

    refuses(List.of(keyPackage), GROUP_ROUNDS, KeyPackageView::read);
    for (byte[] original : handshakesAndData) {
      observes(observer, original);
    }
    refuses(List.of(groupInfo), GROUP_ROUNDS / 3, observer::verify);
    List<byte[]> corpus = corpus();
    Mutator mutator = new Mutator(seed);
    for (int i = 0; i < DECODER_ROUNDS; i++) {
      byte[] bytes = mutator.mutate(corpus.get(i % corpus.size()), corpus);
      bounded(bytes, MessageHeader::read);
      bounded(bytes, WelcomeView::read);
    }
  }

  /**
   * Who has no secrets cannot check the confirmation and membership tags at the end of a message;
   * all before them is signed.
   */
  private void observes(GroupObserver observer, byte[] original) {
    int signed = original.length - 2 * 33;
    Mutator mutator = new Mutator(seed);
    for (int i = 0; i < GROUP_ROUNDS / 3; i++) {
      byte[] bytes = mutator.mutate(original, corpus());
      if (accepted(bytes, b -> observer.apply(b, List.of()))) {
        assertThat(Arrays.copyOf(bytes, signed))
            .as(() -> "accepted: " + show(bytes))
            .isEqualTo(Arrays.copyOf(original, signed));
      }
    }
  }

  private void refuses(List<byte[]> originals, int rounds, Target target) {
    List<byte[]> corpus = corpus();
    Mutator mutator = new Mutator(seed);
    for (int i = 0; i < rounds; i++) {
      byte[] bytes = mutator.mutate(originals.get(i % originals.size()), corpus);
      if (originals.stream().noneMatch(o -> Arrays.equals(o, bytes))) {
        assertThat(accepted(bytes, target)).as(() -> "accepted: " + show(bytes)).isFalse();
      }
    }
  }

  private boolean bounded(byte[] bytes, Target target) {
    long before = AllocatedBytes.byThisThread();
    boolean accepted = accepted(bytes, target);
    long allocated = AllocatedBytes.byThisThread() - before;

    assertThat(allocated)
        .as(() -> "bytes allocated for " + show(bytes))
        .isLessThan(CONSTANT + PER_BYTE * bytes.length);
    return accepted;
  }

  private boolean accepted(byte[] bytes, Target target) {
    try {
      target.accept(bytes);
      return true;
    } catch (MlsException | MalformedException e) {
      return false;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("Not the declared exception, for " + show(bytes), e);
    }
  }

  private String show(byte[] bytes) {
    return "seed " + seed + ", input " + HexFormat.of().formatHex(bytes);
  }

  private List<byte[]> corpus() {
    return Stream.concat(handshakesAndData.stream(), Stream.of(welcome, groupInfo, keyPackage))
        .toList();
  }

  private static byte[] fresh(MlsClient client) {
    return client.newKeyPackage(Duration.ofDays(1), false).message();
  }

  private static MlsClient client(String name, MemoryStorage storage) {
    byte[] key = new byte[32];
    new Random(name.hashCode()).nextBytes(key);
    return MlsClient.builder()
        .identity(new Credential.Basic(name.getBytes(UTF_8)), key)
        .storage(storage)
        .authentication(new AcceptAll())
        .build();
  }
}
