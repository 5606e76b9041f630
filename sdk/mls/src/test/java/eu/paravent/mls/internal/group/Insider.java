package eu.paravent.mls.internal.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.AppComponent;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.KeySchedule;
import eu.paravent.mls.internal.schedule.MessageKey;
import eu.paravent.mls.internal.schedule.SecretTree;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.internal.tree.TreeKem;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.time.InstantSource;
import java.util.Map;

/** What a member knows in its present epoch: all that a dishonest one can work with. */
public final class Insider {
  private final Person person;
  private final SuiteCrypto crypto;
  private final GroupSession session;
  private final EpochState state;

  private Insider(Person person, SuiteCrypto crypto, GroupSession session) {
    this.person = person;
    this.crypto = crypto;
    this.session = session;
    this.state = session.state();
  }

  public static Insider of(Person person, String groupId) {
    return of(person, groupId, Map.of());
  }

  public static Insider of(Person person, String groupId, Map<Integer, AppComponent> components) {
    SuiteCrypto crypto = Vectors.crypto(person.suite());
    LocalClient client =
        new LocalClient(
            new GroupRules(crypto, new AcceptAll(), GroupPolicy.allowAll(), components),
            person.storage(),
            InstantSource.fixed(Person.NOW),
            new LeafTemplate(person.credential(), null, null),
            crypto.signatureKeyPair(person.key()));
    return new Insider(
        person, crypto, GroupSession.load(client, groupId.getBytes(UTF_8)).orElseThrow());
  }

  public SuiteCrypto crypto() {
    return crypto;
  }

  public PublicGroup group() {
    return state.group();
  }

  public EpochSecrets secrets() {
    return state.secrets();
  }

  public PrivateTree privateTree() {
    return state.privateTree();
  }

  public SignatureKeyPair signer() {
    return state.signer();
  }

  public int leaf() {
    return state.ownLeaf();
  }

  /** What this member puts into its leaves. */
  public LeafTemplate template() {
    LeafNode own = state.group().tree().leaf(leaf()).orElseThrow();
    return new LeafTemplate(own.credential(), own.capabilities(), own.extensions());
  }

  /** Every member has the keys of every sender. */
  public MessageKey messageKey(int leaf, SecretTree.Kind kind, long generation)
      throws MlsException {
    GroupStore store = new GroupStore(person.storage(), group().groupId());
    String prefix = store.secretTree(state.name());
    return new SecretTree(
            crypto,
            group().tree().leafCount(),
            name -> person.storage().read(prefix + name).orElse(null))
        .at(leaf, kind, generation);
  }

  /**
   * The confirmation tag that makes another member's commit right, whichever way it is framed:
   * computed as this member checks it.
   */
  public byte[] confirmationTag(AuthenticatedContent message) throws MlsException {
    Commit commit = ((Content.CommitContent) message.content().content()).commit();
    VerifiedCommit verified =
        new CommitVerifier(group(), session.client().rules())
            .verify(
                message,
                commit,
                reference -> session.proposal(reference).map(PendingProposal::content));
    SecretBytes commitSecret =
        commit.path().isEmpty()
            ? KeySchedule.noCommitSecret(crypto)
            : new TreeKem(crypto)
                .receive(
                    verified.tree(),
                    verified.committer(),
                    privateTree(),
                    commit.path().get(),
                    verified.applied().addedLeaves(),
                    verified.provisional().encode())
                .commitSecret();
    PskLookup keys = session::preSharedKey;
    NextEpoch next =
        NextEpoch.derive(
            crypto,
            secrets().init().copy(),
            commitSecret,
            keys.secret(crypto, verified.applied().preSharedKeys()),
            verified.after());
    return TranscriptHash.confirmationTag(
        crypto, next.secrets().confirmation(), verified.after().confirmedTranscriptHash());
  }
}
