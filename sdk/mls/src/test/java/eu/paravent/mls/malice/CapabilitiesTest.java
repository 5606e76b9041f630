package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client may say of itself, and for how long. */
class CapabilitiesTest {
  /** RFC 9420 §7.2: default types must not be listed, even where the host names them. */
  @Tag("checklist-13")
  @Test
  @Shows({Demand.DEFAULTS_ARE_NOT_LISTED, Demand.ALL_SUPPORTED_IS_LISTED})
  void defaultExtensionTypesAreNeverListed() throws MlsException {
    Capabilities listed =
        Scene.read(
                new Person("dave")
                    .built(b -> b.supportedExtensions(List.of(1, 2, 3, 4, 5, 0xf123)))
                    .keyPackage())
            .leafNode()
            .capabilities();

    assertThat(listed.extensions()).contains(0xf123).noneMatch(Capabilities::defaultExtension);
    assertThat(listed.supportsExtension(1)).isTrue();
  }

  /** RFC 9420 §13: in no list of extensions. */
  @Test
  @Shows(Demand.EXTENSION_ONCE)
  void anExtensionTypeStandsOnceInAList() {
    byte[] twice =
        TlsWriter.encode(
            out ->
                out.vector(
                    List.of(0xf123, 0xf124, 0xf123), (type, w) -> w.u16(type).opaque(new byte[1])));

    assertThatThrownBy(() -> TlsReader.parse(twice, ExtensionsCodec::read))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("twice");
  }

  /** RFC 9420 §7.2: the application sets a maximum for what it adds. */
  @Tag("checklist-37")
  @Test
  @Shows(Demand.MAXIMUM_LIFETIME)
  void aKeyPackageThatLivesTooLongIsNotAdded() throws MlsException {
    MlsGroup group =
        new Person("alice")
            .built(b -> b.maximumLifetime(Duration.ofDays(30)))
            .client()
            .createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] right = keyPackage(Duration.ofDays(29));
    byte[] tooLong = keyPackage(Duration.ofDays(30));
    byte[] endless = endless(new Scene());

    for (byte[] refused : List.of(tooLong, endless)) {
      Scene.refuses(
          Reason.RULE_VIOLATION,
          "lives longer",
          () -> group.commit(CommitSpec.builder().add(refused).build()));
      Scene.refuses(Reason.RULE_VIOLATION, "lives longer", () -> group.proposeAdd(refused));
    }
    group.commit(CommitSpec.builder().add(right).build());
    assertThat(group.pendingCommit()).isPresent();
  }

  private static byte[] keyPackage(Duration lifetime) {
    return new Person("dave").client().newKeyPackage(lifetime, false).message();
  }

  /** From 1970 to the end of time, which is unsigned. */
  private static byte[] endless(Scene scene) throws MlsException {
    return MlsMessage.encode(
        WireFormat.KEY_PACKAGE, scene.keyPackage(scene.insider().template())::write);
  }
}
