package eu.paravent.mls.internal.framing;

import static eu.paravent.mls.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.testing.Vectors;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every structure is read and written back to the same bytes; cut or lengthened it is refused. */
class MessagesVectorTest {
  @Tag("checklist-5")
  @TestFactory
  Stream<DynamicTest> messages() {
    return Vectors.all("messages.json", MessagesVectorTest::verify);
  }

  private static void verify(JsonObject c) throws Exception {
    message(c, "mls_welcome", WireFormat.WELCOME, Welcome::read, Welcome::write);
    message(c, "mls_group_info", WireFormat.GROUP_INFO, GroupInfo::read, GroupInfo::write);
    message(c, "mls_key_package", WireFormat.KEY_PACKAGE, KeyPackage::read, KeyPackage::write);
    for (String name :
        new String[] {
          "public_message_application", "public_message_proposal", "public_message_commit"
        }) {
      message(c, name, WireFormat.PUBLIC_MESSAGE, PublicMessage::read, PublicMessage::write);
    }
    message(
        c,
        "private_message",
        WireFormat.PRIVATE_MESSAGE,
        PrivateMessage::read,
        PrivateMessage::write);

    struct(c, "group_secrets", GroupSecrets::read, GroupSecrets::write);
    struct(c, "commit", Commit::read, Commit::write);
    proposal(c, "add_proposal", Proposal.ADD);
    proposal(c, "update_proposal", Proposal.UPDATE);
    proposal(c, "remove_proposal", Proposal.REMOVE);
    proposal(c, "pre_shared_key_proposal", Proposal.PRE_SHARED_KEY);
    proposal(c, "re_init_proposal", Proposal.RE_INIT);
    proposal(c, "external_init_proposal", Proposal.EXTERNAL_INIT);
    proposal(c, "group_context_extensions_proposal", Proposal.GROUP_CONTEXT_EXTENSIONS);
  }

  private static <T> void message(
      JsonObject c,
      String name,
      WireFormat format,
      TlsReader.Parser<T> parser,
      BiConsumer<T, TlsWriter> writer)
      throws Exception {
    byte[] bytes = hex(c, name);
    T value = MlsMessage.decode(bytes, format, parser);
    assertThat(MlsMessage.encode(format, out -> writer.accept(value, out)))
        .as(name)
        .isEqualTo(bytes);
    struct(Arrays.copyOfRange(bytes, 4, bytes.length), name, parser, writer);
  }

  private static void proposal(JsonObject c, String name, int type) throws Exception {
    struct(c, name, in -> Proposal.readBody(type, in), Proposal::writeBody);
  }

  private static <T> void struct(
      JsonObject c, String name, TlsReader.Parser<T> parser, BiConsumer<T, TlsWriter> writer)
      throws Exception {
    struct(hex(c, name), name, parser, writer);
  }

  private static <T> void struct(
      byte[] bytes, String name, TlsReader.Parser<T> parser, BiConsumer<T, TlsWriter> writer)
      throws Exception {
    T value = TlsReader.parse(bytes, parser);
    assertThat(TlsWriter.encode(out -> writer.accept(value, out))).as(name).isEqualTo(bytes);

    assertThatThrownBy(() -> TlsReader.parse(Arrays.copyOf(bytes, bytes.length - 1), parser))
        .as(name)
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> TlsReader.parse(Arrays.copyOf(bytes, bytes.length + 1), parser))
        .as(name)
        .isInstanceOf(MalformedException.class);
  }
}
