package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.delivery.ServerApi;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.ReceivedFile;
import eu.paravent.client.message.Attachment;

/** Gets files that came with messages. */
final class Files {
  /** Ciphertexts are longer than what is in them by this. */
  static final int TAG = 16;

  private Files() {}

  static byte[] download(Engine engine, ConversationId id, Attachment attachment) {
    engine.core().threads.requireOpen();
    ExternalPart part = ReceivedFile.part(attachment);
    String attachmentId =
        ServerApi.attachmentId(part.url())
            .orElseThrow(
                () -> new UntrustedException("The file's address is none of this server", null));
    byte[] ciphertext = engine.core().server.download(id.value(), attachmentId, part.size() + TAG);
    try {
      return AttachmentCipher.decrypt(part, ciphertext);
    } catch (AttachmentCipher.ForeignContentException e) {
      throw new UntrustedException("The file is not what was sent: " + e.getMessage(), e);
    }
  }
}
