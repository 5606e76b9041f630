package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Reaction;
import java.util.Arrays;
import java.util.Optional;

/** A message that the host refers to, within a transaction. */
record Said(StoreTransaction tx, ConversationId conversation, Message message) {
  /**
   * @throws IllegalArgumentException if it is not here, or not a message that is shown
   */
  static Said by(Tx tx, ConversationId conversation, MessageId message) {
    Message found =
        Messages.position(tx.store(), conversation, message)
            .filter(place -> Messages.shown(tx.store(), conversation, place))
            .map(place -> Messages.at(tx.store(), conversation, place))
            .filter(m -> m.state() != Message.State.FAILED)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Conversation " + conversation + " has no message " + message + " here"));
    return new Said(tx.store(), conversation, found);
  }

  /**
   * @throws IllegalArgumentException if someone else said it
   */
  Said ownOf(UserId self) {
    if (!message.sender().equals(self)) {
      throw new IllegalArgumentException(
          "Message " + message.id() + " is someone else's: only its author changes it");
    }
    return this;
  }

  /**
   * The MIMI id of its first version.
   *
   * @throws IllegalStateException while its file is being uploaded
   */
  byte[] reference() {
    return Messages.reference(tx, conversation, message.position())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The file of message " + message.id() + " is not uploaded yet; try again"));
  }

  /** The MIMI id of a reaction to it that was given, or is about to be sent. */
  Optional<byte[]> given(Reaction reaction) {
    return Reactions.find(tx, conversation, message.position(), reaction)
        .map(Reactions.Given::reference)
        .or(() -> waiting(reaction));
  }

  private Optional<byte[]> waiting(Reaction reaction) {
    byte[] target = reference();
    return OutboxRow.all(tx, conversation).stream()
        .map(OutboxRow::encoded)
        .filter(encoded -> isThat(reaction, target, decode(encoded)))
        .map(encoded -> References.of(reaction.by(), conversation, encoded, decode(encoded).salt()))
        .reduce((first, last) -> last);
  }

  private static boolean isThat(Reaction reaction, byte[] target, MimiContent content) {
    return content.inReplyTo().filter(to -> Arrays.equals(to, target)).isPresent()
        && Amendments.reaction(content).filter(reaction.emoji()::equals).isPresent();
  }

  private static MimiContent decode(byte[] encoded) {
    try {
      return MimiCodec.decode(encoded);
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
  }
}
