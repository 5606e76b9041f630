package eu.paravent.client.internal.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.attachment.AttachmentCipher.Encrypted;
import eu.paravent.client.internal.attachment.AttachmentCipher.ForeignContentException;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import java.security.SecureRandom;
import java.util.List;
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
  void aPartThatNamesOtherWaysOrAnotherSizeIsRefused() {
    ExternalPart is = encrypted.part();
    byte[] box = encrypted.ciphertext();

    for (ExternalPart part :
        List.of(
            with(is, 1, is.size(), is.key(), is.nonce(), is.hashAlg()),
            with(is, 99, is.size(), is.key(), is.nonce(), is.hashAlg()),
            with(is, 2, is.size() + 1, is.key(), is.nonce(), is.hashAlg()),
            with(is, 2, is.size(), new byte[32], is.nonce(), is.hashAlg()),
            with(is, 2, is.size(), is.key(), new byte[0], is.hashAlg()),
            with(is, 2, is.size(), is.key(), is.nonce(), 7))) {
      assertThatThrownBy(() -> AttachmentCipher.decrypt(part, box))
          .isInstanceOf(ForeignContentException.class);
    }
  }

  private static ExternalPart with(
      ExternalPart p, int encAlg, long size, byte[] key, byte[] nonce, int hashAlg) {
    return new ExternalPart(
        p.disposition(),
        p.language(),
        p.contentType(),
        p.url(),
        p.expires(),
        size,
        encAlg,
        key,
        nonce,
        p.aad(),
        hashAlg,
        p.contentHash(),
        p.description(),
        p.filename());
  }

  @Test
  void twoFilesNeverShareAKey() {
    Encrypted again =
        AttachmentCipher.encrypt("plan.pdf", "application/pdf", file, new SecureRandom());

    assertThat(again.part().key()).isNotEqualTo(encrypted.part().key());
    assertThat(encrypted.part().toString()).doesNotContain("plan");
  }
}
