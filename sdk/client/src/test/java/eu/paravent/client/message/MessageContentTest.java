package eu.paravent.client.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.mimi.ReceivedFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageContentTest {
  @TempDir Path folder;

  @Test
  void aTextArrivesAsItWasSent() {
    MessageContent sent = MessageContent.text("Lieferung in **Woche 12**? \uD83D\uDE9A");

    assertThat(Contents.of(Contents.text(((MessageContent.Text) sent).text()))).isEqualTo(sent);
    assertThat(sent.toString()).doesNotContain("Lieferung");
  }

  @Test
  void textsAreBounded() {
    assertThat(MessageContent.text("x".repeat(MessageContent.TEXT_MOST))).isNotNull();
    assertThatThrownBy(() -> MessageContent.text("x".repeat(MessageContent.TEXT_MOST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MessageContent.text("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileIsReadWithItsNameAndOneThatIsNotThereIsSaid() throws Exception {
    Path plan = Files.writeString(folder.resolve("plan.pdf"), "a plan");

    MessageContent.NewFile file =
        (MessageContent.NewFile) MessageContent.file(plan, "application/pdf");

    assertThat(file.name()).isEqualTo("plan.pdf");
    assertThat(file.bytes()).isEqualTo("a plan".getBytes(UTF_8));
    assertThat(file.toString()).doesNotContain("plan");
    assertThatThrownBy(() -> MessageContent.file(folder.resolve("none"), "text/plain"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatIsNotKnownIsCarriedAndNothingIsADeletion() {
    assertThat(Contents.of(new SinglePart(NestedPart.RENDER, "", "application/x-new", new byte[1])))
        .isEqualTo(new MessageContent.Other("application/x-new"));
    assertThat(Contents.of(new SinglePart(NestedPart.RENDER, "", "text/plain", new byte[] {-1})))
        .isEqualTo(new MessageContent.Other("text/plain"));
    assertThat(Contents.of(new NullPart(NestedPart.RENDER, "")))
        .isInstanceOf(MessageContent.Deleted.class);
  }

  @ParameterizedTest
  @CsvSource({
    "plan.pdf, plan.pdf",
    "../../etc/passwd, passwd",
    "C:\\\\Windows\\\\win.ini, win.ini",
    "plan\u202Efdp.exe, planfdp.exe",
    "'..', ''",
    "'a/..', ''",
    "'folder/', ''"
  })
  void aNameFromOutsideIsNeverAPath(String sent, String shown) {
    ExternalPart part =
        new ExternalPart(
            NestedPart.ATTACHMENT,
            "",
            "application/pdf",
            "",
            0,
            1,
            2,
            new byte[32],
            new byte[12],
            new byte[0],
            1,
            new byte[32],
            "",
            sent);

    Attachment attachment = new ReceivedFile(part);

    assertThat(attachment.name()).isEqualTo(shown);
    assertThat(attachment.toString()).doesNotContain("plan");
  }
}
