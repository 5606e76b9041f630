package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.WelcomeView;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One byte more than the structure has, wherever a structure stands alone. */
@Tag("checklist-2")
class TrailingBytesTest {
  private static byte[] longer(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  @TestFactory
  Stream<DynamicTest> afterWholeMessages() throws MlsException {
    Scene scene = new Scene();
    Person erin = new Person("erin");
    byte[] keyPackage = erin.keyPackage();
    byte[] application = scene.ofAlice.encrypt(Scene.NONE, Scene.NONE);
    byte[] proposal = scene.ofAlice.proposeRemove(2);
    var added = scene.ofAlice.commit(CommitSpec.builder().add(keyPackage).build());
    byte[] info = scene.ofAlice.groupInfo();
    byte[] welcome = added.welcome().orElseThrow();
    MlsGroup bob = scene.ofBob;
    Map<String, ThrowingCallable> calls = new TreeMap<>();
    calls.put("application message", () -> bob.process(longer(application)));
    calls.put("proposal", () -> bob.process(longer(proposal)));
    calls.put("commit", () -> bob.process(longer(added.commit())));
    calls.put("key package", () -> bob.proposeAdd(longer(keyPackage)));
    calls.put(
        "key package in a commit",
        () -> bob.commit(CommitSpec.builder().add(longer(keyPackage)).build()));
    calls.put("welcome", () -> erin.client().join(longer(welcome)));
    calls.put("group info", () -> new Person("x").client().joinExternally(longer(info)));
    calls.put("key package seen", () -> KeyPackageView.read(longer(keyPackage)));
    calls.put("welcome seen", () -> WelcomeView.read(longer(welcome)));
    calls.put("header seen", () -> MessageHeader.read(longer(proposal)));
    return calls.entrySet().stream()
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.getKey(), () -> Scene.refuses(Reason.MALFORMED, "", call.getValue())));
  }

  @Test
  void afterAWelcomesTreeThatCameApart() throws Exception {
    Scene scene = new Scene();
    Person erin = new Person("erin");
    ForgedGroup group = new ForgedGroup(scene.insider());
    var invitation = ForgedGroup.Invitation.of(Scene.read(erin.keyPackage()));
    byte[] welcome = group.welcome(invitation, false);
    byte[] tree = longer(group.tree());

    Scene.refuses(Reason.MALFORMED, "ratchet tree", () -> erin.client().join(welcome, tree));
  }

  @Test
  @Shows(Demand.PADDING_IS_CHECKED)
  void afterTheContentOfAPrivateMessageOnlyZerosStand() throws MlsException {
    Scene scene = new Scene();
    byte[] message =
        scene
            .forge()
            .padding((byte) 0, (byte) 1)
            .privateMessage(new Content.ApplicationData("x".getBytes(UTF_8)), 0);

    scene.refused(Reason.MALFORMED, "", message);
  }

  @Test
  void withinExtensions() {
    byte[] none = new byte[] {0, 0};
    Extensions dictionary = Extensions.empty().with(AppDataDictionary.EXTENSION, none);

    Scene.refuses(Reason.MALFORMED, "dictionary", () -> AppDataDictionary.of(dictionary));
    Scene.refuses(
        Reason.MALFORMED,
        "external_senders",
        () -> Extensions.empty().with(Extensions.EXTERNAL_SENDERS, none).externalSenders());
    for (int type : new int[] {Extensions.REQUIRED_CAPABILITIES, Extensions.EXTERNAL_SENDERS}) {
      byte[] data =
          type == Extensions.REQUIRED_CAPABILITIES
              ? new byte[4]
              : new TlsWriter().u8(0).u8(0).toBytes();
      Scene.refuses(
          Reason.MALFORMED,
          "",
          () -> {
            Scene scene = new Scene();
            scene.ofAlice.commit(
                CommitSpec.builder()
                    .contextExtensions(Extensions.empty().with(type, data))
                    .build());
          });
    }
  }
}
