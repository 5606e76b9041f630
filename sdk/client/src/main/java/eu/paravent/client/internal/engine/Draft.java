package eu.paravent.client.internal.engine;

import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.attachment.AttachmentCipher.Encrypted;
import eu.paravent.client.internal.mimi.CardParts;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MediaParts;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.ReceivedFile;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What the host wants to say, as a body.
 *
 * @param upload the ciphertext of its file, where that is to be uploaded first
 */
record Draft(NestedPart body, Optional<byte[]> upload) {
  /**
   * @throws IllegalArgumentException if it is nothing that can be sent
   */
  static Draft of(MessageContent content, SecureRandom random) {
    if (content instanceof MessageContent.NewFile file) {
      Encrypted encrypted = encrypt(file.name(), file.mediaType(), file.bytes(), random);
      return new Draft(encrypted.part(), Optional.of(encrypted.ciphertext()));
    } else if (content instanceof MessageContent.NewImage image) {
      Encrypted encrypted = encrypt(image.name(), image.mediaType(), image.bytes(), random);
      return new Draft(
          MediaParts.image(encrypted.part(), image.thumbnail()),
          Optional.of(encrypted.ciphertext()));
    } else if (content instanceof MessageContent.NewVoiceNote note) {
      Encrypted encrypted = encrypt(note.name(), note.mediaType(), note.bytes(), random);
      return new Draft(
          MediaParts.voiceNote(encrypted.part(), note.duration()),
          Optional.of(encrypted.ciphertext()));
    }
    return new Draft(body(content), Optional.empty());
  }

  private static Encrypted encrypt(String name, String type, byte[] bytes, SecureRandom random) {
    return AttachmentCipher.encrypt(name, type, bytes, random);
  }

  private static NestedPart body(MessageContent content) {
    if (content instanceof MessageContent.Text text) {
      return Contents.text(text.text());
    } else if (content instanceof MessageContent.Location location) {
      return Contents.location(location);
    } else if (content instanceof MessageContent.File known) {
      return ReceivedFile.part(known.attachment());
    } else if (content instanceof MessageContent.Image known) {
      return MediaParts.image(ReceivedFile.part(known.attachment()), known.thumbnail());
    } else if (content instanceof MessageContent.VoiceNote known) {
      return MediaParts.voiceNote(ReceivedFile.part(known.attachment()), known.duration());
    } else if (content instanceof BusinessCard card) {
      return CardParts.of(card);
    } else if (content instanceof ContactCard card) {
      return CardParts.of(card);
    } else if (content instanceof Poll poll) {
      return CardParts.of(poll);
    }
    throw new IllegalArgumentException("Content of a kind that cannot be sent");
  }
}
