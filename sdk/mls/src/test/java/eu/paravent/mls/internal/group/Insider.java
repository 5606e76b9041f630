package eu.paravent.mls.internal.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.MessageKey;
import eu.paravent.mls.internal.schedule.SecretTree;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.PrivateTree;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.time.InstantSource;

/** What a member knows in its present epoch: all that a dishonest one can work with. */
public final class Insider {
  private final Person person;
  private final SuiteCrypto crypto;
  private final EpochState state;

  private Insider(Person person, SuiteCrypto crypto, EpochState state) {
    this.person = person;
    this.crypto = crypto;
    this.state = state;
  }

  public static Insider of(Person person, String groupId) {
    SuiteCrypto crypto = Vectors.crypto(person.suite());
    LocalClient client =
        new LocalClient(
            new GroupRules(crypto, new AcceptAll(), GroupPolicy.allowAll()),
            person.storage(),
            InstantSource.fixed(Person.NOW),
            new LeafTemplate(person.credential(), null, null),
            crypto.signatureKeyPair(person.key()));
    return new Insider(
        person, crypto, GroupSession.load(client, groupId.getBytes(UTF_8)).orElseThrow().state());
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
}
