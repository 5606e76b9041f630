package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.PrivateMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.framing.SenderData;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9420 §6: signatures, tags and encryption of single messages. */
class FramingRulesTest {
  private static final Content HELLO = new Content.ApplicationData("hello".getBytes());
  private static final Proposal REMOVE = new Proposal.Remove(2);

  private Scene scene;

  @BeforeEach
  void meet() throws MlsException {
    scene = new Scene();
  }

  private static void reads(ReceivedMessage message) {
    assertThat(((ReceivedMessage.Application) message).data()).isEqualTo("hello".getBytes());
  }

  @Test
  @Shows(Demand.MEMBERSHIP_TAG_IS_SENT)
  void theSameMessagesWithNothingWrongAreRead() throws MlsException {
    reads(scene.ofBob.process(scene.forge().privateMessage(HELLO, 0)));
    scene.ofBob.process(scene.forge().proposal(REMOVE));
    scene.ofBob.process(
        scene.forge().privateMessage(new Content.ProposalContent(new Proposal.Remove(0)), 0));
  }

  // ---- what is signed

  @Tag("checklist-17")
  @Test
  @Shows(Demand.SIGNATURES_ARE_VERIFIED)
  void aSignatureForAnotherWireFormatIsRefused() throws MlsException {
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        scene.forge().signedAs(WireFormat.PRIVATE_MESSAGE).proposal(REMOVE));
    Forge forge = scene.forge();
    forge.signedAs(WireFormat.PUBLIC_MESSAGE);
    scene.refused(Reason.NOT_AUTHENTIC, "signature of the message", forge.sealed(HELLO, 0, 0));
  }

  @Tag("checklist-17")
  @Test
  @Shows({
    Demand.SIGNATURES_ARE_VERIFIED,
    Demand.PUBLIC_AUTHENTICATION,
    Demand.PROPOSALS_ARE_VERIFIED
  })
  void aSignatureUnderAnotherContextIsRefused() throws MlsException {
    byte[] old = scene.insider().group().encodedContext().clone();
    scene.everyone(scene.ofCarol.commit(CommitSpec.selfUpdate()).commit());
    for (byte[] context : List.of(old, NONE)) {
      scene.refused(
          Reason.NOT_AUTHENTIC,
          "signature of the message",
          scene.forge().signedContext(context).proposal(REMOVE));
      scene.refused(
          Reason.NOT_AUTHENTIC,
          "signature of the message",
          scene.forge().signedContext(context).privateMessage(HELLO, 0));
    }
  }

  @Tag("checklist-17")
  @Test
  @Shows({Demand.KEY_OF_THE_SENDER, Demand.PUBLIC_AUTHENTICATION})
  void aMemberCannotSpeakForAnother() throws MlsException {
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        scene.forge().sender(Sender.member(2)).proposal(REMOVE));
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "signature of the message",
        scene.forge().sender(Sender.member(2)).privateMessage(HELLO, 9));
  }

  // ---- membership tag

  @Tag("checklist-20")
  @Test
  @Shows(Demand.MEMBERSHIP_TAG_IS_CHECKED)
  void aMembershipTagOfAnotherValueOrLengthIsRefused() throws MlsException {
    byte[] right =
        MlsMessage.decode(
                scene.forge().proposal(REMOVE), WireFormat.PUBLIC_MESSAGE, PublicMessage::read)
            .membershipTag()
            .orElseThrow();
    byte[] flipped = right.clone();
    flipped[0] ^= 1;
    for (byte[] wrong :
        List.of(
            NONE,
            Arrays.copyOf(right, 1),
            Arrays.copyOf(right, 31),
            Arrays.copyOf(right, 33),
            new byte[32],
            flipped)) {
      scene.refused(
          Reason.NOT_AUTHENTIC,
          "membership tag",
          scene.forge().membershipTag(wrong).proposal(REMOVE));
    }
  }

  /** An outsider, who has no membership key, cannot make members verify signatures. */
  @Tag("checklist-29")
  @Test
  @Shows(Demand.MEMBERSHIP_TAG_IS_CHECKED)
  void theMembershipTagIsCheckedBeforeTheSignature() throws MlsException {
    scene.refused(
        Reason.NOT_AUTHENTIC,
        "membership tag",
        scene.forge().membershipTag(new byte[32]).signature(NONE).proposal(REMOVE));
  }

  @Tag("checklist-19")
  @Test
  @Shows(Demand.SIGNATURES_ARE_VERIFIED)
  void aSignatureOfAnotherLengthIsRefused() throws MlsException {
    for (int length : new int[] {0, 1, 63, 65, 1000}) {
      scene.refused(
          Reason.NOT_AUTHENTIC,
          "signature of the message",
          scene.forge().signature(new byte[length]).proposal(REMOVE));
    }
  }

  // ---- place

  @Test
  @Shows(Demand.PROPOSALS_ARE_VERIFIED)
  void aMessageForAnotherGroupOrEpochIsRefused() throws MlsException {
    scene.refused(
        Reason.WRONG_GROUP, "another group", scene.forge().groupId(NONE).proposal(REMOVE));
    scene.refused(
        Reason.WRONG_GROUP,
        "another group",
        scene.forge().groupId("x".getBytes()).privateMessage(HELLO, 0));
    long epoch = scene.ofBob.epoch();
    for (long future : new long[] {epoch + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      scene.refused(Reason.EPOCH_IN_FUTURE, "epoch", scene.forge().epoch(future).proposal(REMOVE));
      scene.refused(
          Reason.EPOCH_IN_FUTURE, "epoch", scene.forge().epoch(future).privateMessage(HELLO, 0));
    }
    scene.refused(Reason.EPOCH_TOO_OLD, "epoch", scene.forge().epoch(epoch - 1).proposal(REMOVE));
  }

  @Tag("checklist-29")
  @Test
  @Shows(Demand.APPLICATION_DATA_IS_ENCRYPTED)
  void applicationDataInAPublicMessageIsRefused() throws MlsException {
    scene.refused(Reason.RULE_VIOLATION, "Application data", scene.forge().publicMessage(HELLO));
  }

  /** As unsigned numbers, and before they could index anything. */
  @Tag("checklist-4")
  @ParameterizedTest
  @ValueSource(longs = {3, 4, 1L << 30, (1L << 31) - 1, 1L << 31, (1L << 32) - 1})
  @Shows(Demand.SENDER_IS_A_MEMBER)
  void aSenderThatIsNoMemberIsRefused(long leaf) throws MlsException {
    scene.refused(
        Reason.RULE_VIOLATION,
        "no member",
        scene.forge().sender(new Sender(Sender.Type.MEMBER, leaf)).proposal(REMOVE));
    Forge forge = scene.forge();
    forge.signedAs(WireFormat.PRIVATE_MESSAGE);
    scene.refused(Reason.RULE_VIOLATION, "no member", forge.sealed(HELLO, 0, leaf));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 5, 6, 0x0a0a, 0xffff})
  @Tag("checklist-3")
  void aWireFormatThatAGroupHasNoUseForIsRefused(int format) throws MlsException {
    byte[] message = scene.forge().proposal(REMOVE);
    message[2] = (byte) (format >> 8);
    message[3] = (byte) format;
    scene.refused(Reason.UNSUPPORTED, "", message);
  }

  @Test
  @Tag("checklist-3")
  void anotherProtocolVersionIsRefused() throws MlsException {
    byte[] message = scene.forge().proposal(REMOVE);
    message[1] = 2;
    scene.refused(Reason.UNSUPPORTED, "version", message);
  }

  // ---- PrivateMessage

  /** A member that knows the key but cannot sign does not use the key up. */
  @Tag("checklist-27")
  @Test
  @Shows(Demand.PRIVATE_AUTHENTICATION)
  void aForgeryByAMemberLeavesTheKeyForTheGenuineMessage() throws MlsException {
    byte[] genuine = scene.ofCarol.encrypt("hello".getBytes(), NONE);
    Map<String, String> before = scene.bob.storage().contents();
    byte[] forgery = scene.forge().sender(Sender.member(2)).privateMessage(HELLO, 0);

    Scene.refuses(
        Reason.NOT_AUTHENTIC, "signature of the message", () -> scene.ofBob.process(forgery));

    assertThat(scene.bob.storage().contents()).isEqualTo(before);
    reads(scene.ofBob.process(genuine));
    Scene.refuses(Reason.REPLAYED, "already used", () -> scene.ofBob.process(genuine));
  }

  @Tag("checklist-27")
  @Test
  void aGenerationFarAheadIsRefusedWithoutWork() throws MlsException {
    reads(scene.ofBob.process(scene.forge().privateMessage(HELLO, 1024)));
    // Bob's next is 1025; Alice's own records still begin at 0, so she seals with an earlier key
    for (long generation : new long[] {1025 + 1025, 1L << 31, (1L << 32) - 1}) {
      scene.refused(Reason.TOO_FAR_AHEAD, "ahead", scene.forge().claimed(generation, HELLO));
    }
  }

  @Tag("checklist-29")
  @Test
  @Shows(Demand.PADDING_IS_CHECKED)
  void paddingThatIsNotZeroIsRefused() throws MlsException {
    scene.refused(
        Reason.MALFORMED,
        "padding",
        scene.forge().padding((byte) 0, (byte) 1).privateMessage(HELLO, 0));
    scene.refused(
        Reason.MALFORMED, "padding", scene.forge().padding((byte) 1).privateMessage(HELLO, 0));
    reads(scene.ofBob.process(scene.forge().padding().privateMessage(HELLO, 0)));
  }

  /** RFC 9420 §6.3.2: the sample is the whole ciphertext where that is shorter than KDF.Nh. */
  @Tag("checklist-29")
  @Test
  void aCiphertextShorterThanTheSampleIsRefusedCleanly() throws MlsException {
    PrivateMessage message =
        MlsMessage.decode(
            scene.forge().privateMessage(HELLO, 0),
            WireFormat.PRIVATE_MESSAGE,
            PrivateMessage::read);
    for (int length = 0; length < 40; length++) {
      scene.refused(
          Reason.NOT_AUTHENTIC,
          "",
          new PrivateMessage(
                  message.groupId(),
                  message.epoch(),
                  message.contentType(),
                  message.authenticatedData(),
                  message.encryptedSenderData(),
                  Arrays.copyOf(message.ciphertext(), length))
              .encode());
    }
  }

  @Tag("checklist-31")
  @Test
  void handshakesAndApplicationDataHaveRatchetsOfTheirOwn() throws MlsException {
    Content proposal = new Content.ProposalContent(REMOVE);
    byte[] first = scene.forge().privateMessage(proposal, 0);
    byte[] data = scene.forge().privateMessage(HELLO, 0);

    scene.ofBob.process(first);
    reads(scene.ofBob.process(data));
    Scene.refuses(Reason.REPLAYED, "already used", () -> scene.ofBob.process(first));
  }

  @Tag("checklist-28")
  @Test
  @Shows({Demand.REUSE_GUARD_IS_FRESH, Demand.REUSE_GUARD_IS_SENT, Demand.AEAD_BOUNDS})
  void theReuseGuardIsRandomEachTime() throws MlsException {
    // restored from an older state a sender would use a generation twice: the guard then differs
    Set<String> guards = new HashSet<>();
    Insider alice = scene.insider();
    for (int i = 0; i < 8; i++) {
      Person twin = scene.alice.twin();
      PrivateMessage message =
          MlsMessage.decode(
              twin.group(Scene.GROUP).encrypt(NONE, NONE),
              WireFormat.PRIVATE_MESSAGE,
              PrivateMessage::read);
      SenderData data = message.openSenderData(alice.crypto(), alice.secrets().senderData());
      assertThat(data.generation()).isZero();
      guards.add(HexFormat.of().formatHex(data.reuseGuard()));
    }

    assertThat(guards).hasSizeGreaterThan(6);
  }

  @Tag("checklist-28")
  @Test
  @Shows(Demand.GENERATION_IS_KEPT)
  void theGenerationIsStoredBeforeTheCiphertextLeaves() throws MlsException {
    Person killed = scene.alice.twin();
    killed.group(Scene.GROUP).encrypt(NONE, NONE);
    byte[] afterRestart = killed.restarted().group(Scene.GROUP).encrypt(NONE, NONE);

    ReceivedMessage.Application read =
        (ReceivedMessage.Application) scene.ofBob.process(afterRestart);

    assertThat(read.generation()).isEqualTo(1);
  }
}
