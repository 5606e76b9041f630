package eu.paravent.client.internal.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.attachment.AttachmentCipher.Encrypted;
import eu.paravent.client.internal.attachment.AttachmentCipher.ForeignContentException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class AttachmentCipherTest {
  private final byte[] file = "a plan of the window front".getBytes(UTF_8);
  private final Encrypted encrypted =
      AttachmentCipher.encrypt("plan.pdf", "application/pdf", file, new SecureRandom());

  @Test
  void whoHasThePartOpensTheFile() throws ForeignContentException {
    assertThat(new String(encrypted.ciphertext(), UTF_8)).doesNotContain("window");
    assertThat(AttachmentCipher.decrypt(encrypted.at("/somewhere"), encrypted.ciphertext()))
        .isEqualTo(file);
  }

  @Test
  void otherBytesThanTheSendersAreRefused() {
    byte[] other = encrypted.ciphertext().clone();
    other[0] ^= 1;
    Encrypted foreign =
        AttachmentCipher.encrypt("plan.pdf", "application/pdf", file, new SecureRandom());

    assertThatThrownBy(() -> AttachmentCipher.decrypt(encrypted.part(), other))
        .isInstanceOf(ForeignContentException.class);
    assertThatThrownBy(() -> AttachmentCipher.decrypt(encrypted.part(), foreign.ciphertext()))
        .isInstanceOf(ForeignContentException.class);
  }

  @Test
  void twoFilesNeverShareAKey() {
    Encrypted again =
        AttachmentCipher.encrypt("plan.pdf", "application/pdf", file, new SecureRandom());

    assertThat(again.part().key()).isNotEqualTo(encrypted.part().key());
    assertThat(encrypted.part().toString()).doesNotContain("plan");
  }
}
