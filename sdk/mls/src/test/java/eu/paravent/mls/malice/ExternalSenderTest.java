package eu.paravent.mls.malice;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.CredentialCodec;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9420 §12.1.8: who proposes from outside of the group. */
@Tag("checklist-15")
@Tag("checklist-17")
class ExternalSenderTest {
  private static final Person SERVER = new Person("server");

  private final SuiteCrypto crypto = Vectors.crypto();
  private final SignatureKeyPair server = crypto.signatureKeyPair(SERVER.key());
  private Scene scene;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene(Extensions.empty().with(Extensions.EXTERNAL_SENDERS, senders()));
  }

  private byte[] senders() {
    return TlsWriter.encode(
        out ->
            out.vector(
                List.of(server),
                (key, w) -> {
                  w.opaque(key.publicKey());
                  CredentialCodec.write(SERVER.credential(), w);
                }));
  }

  private Forge forge(Sender sender, SignatureKeyPair signer) {
    return Forge.outsider(crypto, scene.insider().group(), sender, signer);
  }

  private Forge byServer() {
    return forge(new Sender(Sender.Type.EXTERNAL, 0), server);
  }

  @Test
  void theSameProposalByTheRightSenderIsKept() throws MlsException {
    byte[] proposal = byServer().proposal(new Proposal.Remove(2));
    scene.ofBob.process(proposal);
    scene.ofAlice.process(proposal);
  }

  @Tag("checklist-15")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1L << 30, 1L << 31, (1L << 32) - 1})
  @Tag("checklist-4")
  void anIndexBeyondTheListIsRefused(long index) throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION,
        "external sender",
        forge(new Sender(Sender.Type.EXTERNAL, index), server).proposal(new Proposal.Remove(2)));
  }

  @Tag("checklist-15")
  @Test
  void whereTheGroupHasNoExternalSendersThereIsNone() throws MlsException {
    scene = new Scene();
    scene.refused(
        Reason.RULE_VIOLATION, "no external sender 0", byServer().proposal(new Proposal.Remove(2)));
  }

  @Tag("checklist-2")
  @Test
  void aListWithTrailingBytesIsRefused() throws MlsException {
    byte[] list = senders();
    byte[] longer = java.util.Arrays.copyOf(list, list.length + 1);
    Extensions malformed = Extensions.empty().with(Extensions.EXTERNAL_SENDERS, longer);
    Scene.refuses(Reason.MALFORMED, "external_senders", () -> new Scene(malformed));
    Insider alice = scene.insider();
    Proposal change = new Proposal.GroupContextExtensions(malformed);
    scene.refused(
        Reason.MALFORMED,
        "external_senders",
        new Forge(alice).commit(List.of(change), Optional.of(Paths.of(alice, change))));
  }

  @Test
  @Shows(Demand.KEY_OF_THE_SENDER)
  void anotherKeyThanTheListedOneIsRefused() throws MlsException {
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        byServer()
            .signer(crypto.signatureKeyPair(new Person("x").key()))
            .proposal(new Proposal.Remove(2)));
  }

  @Test
  @Shows({Demand.EXTERNAL_SENDERS_TYPES, Demand.OUTSIDERS_TYPES})
  void whatItMayNotProposeIsRefused() throws MlsException {
    Insider alice = scene.insider();
    LeafNode leaf =
        LeafNode.forUpdate(
            crypto,
            server,
            alice.template(),
            crypto.generateKeyPair().publicKey(),
            alice.group().groupId(),
            0);
    scene.refused(
        Reason.RULE_VIOLATION, "cannot propose", byServer().proposal(new Proposal.Update(leaf)));
    scene.refused(
        Reason.RULE_VIOLATION,
        "cannot propose",
        byServer().proposal(new Proposal.ExternalInit(new byte[32])));
  }

  @Test
  @Shows(Demand.EXTERNAL_SENDERS_PROPOSE)
  void itCannotCommit() throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION,
        "can only propose",
        byServer()
            .publicMessage(
                new Content.CommitContent(
                    new Commit(List.of(), Optional.of(Paths.of(scene.insider()))))));
  }

  // ---- new_member_proposal

  private Forge byNewMember(SignatureKeyPair key) {
    return forge(new Sender(Sender.Type.NEW_MEMBER_PROPOSAL, 0), key);
  }

  @Test
  @Shows(Demand.NEWCOMERS_ADD)
  void aNewMemberProposesItsOwnAdditionAndNothingElse() throws MlsException {
    Person dave = new Person("dave");
    SignatureKeyPair key = crypto.signatureKeyPair(dave.key());
    KeyPackage own = Scene.read(dave.keyPackage());

    scene.refused(
        Reason.RULE_VIOLATION,
        "propose to be added",
        byNewMember(key).proposal(new Proposal.Remove(2)));
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        byNewMember(key).proposal(new Proposal.Add(Scene.newcomer("erin"))));
    scene.ofBob.process(byNewMember(key).proposal(new Proposal.Add(own)));
  }

  @Test
  @Shows(Demand.NEWCOMERS_PROPOSE)
  void aNewMemberCannotCommitAsProposer() throws MlsException {
    SignatureKeyPair key = crypto.signatureKeyPair(new Person("dave").key());
    scene.refused(
        Reason.RULE_VIOLATION,
        "propose to be added",
        byNewMember(key)
            .publicMessage(
                new Content.CommitContent(
                    new Commit(List.of(), Optional.of(Paths.of(scene.insider()))))));
  }

  @Test
  @Shows(Demand.JOINERS_COMMIT)
  void aJoinerByCommitCannotPropose() throws MlsException {
    SignatureKeyPair key = crypto.signatureKeyPair(new Person("dave").key());
    scene.refused(
        Reason.RULE_VIOLATION,
        "joiner sends a commit",
        forge(Sender.newMemberCommit(), key).proposal(new Proposal.Remove(2)));
  }

  @Test
  void anUnknownSenderCredentialIsTheAuthenticationServicesToRefuse() throws MlsException {
    Credential unknown = new Credential.Unknown(0xfafa, new byte[] {1});
    byte[] list =
        TlsWriter.encode(
            out ->
                out.vector(
                    List.of(server),
                    (key, w) -> {
                      w.opaque(key.publicKey());
                      CredentialCodec.write(unknown, w);
                    }));
    scene = new Scene(Extensions.empty().with(Extensions.EXTERNAL_SENDERS, list));
    scene.ofBob.process(byServer().proposal(new Proposal.Remove(2)));
  }
}
