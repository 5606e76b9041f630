package eu.paravent.web;

import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import java.nio.ByteBuffer;
import java.util.List;

/** How far a conversation was read on this device. */
final class ReadMarks {
  private static final String NAME_SPACE = "read-marks";

  private final BrowserStore store;

  ReadMarks(BrowserStore store) {
    this.store = store;
  }

  /** Everything that is there now has been seen. */
  void read(Conversation conversation) {
    List<Message> newest = conversation.messages(1);
    if (!newest.isEmpty() && newest.get(0).position() > mark(conversation)) {
      byte[] position = ByteBuffer.allocate(8).putLong(newest.get(0).position()).array();
      store.write(
          tx -> {
            tx.put(NAME_SPACE, conversation.id().value(), position);
            return true;
          });
    }
  }

  /**
   * @param newest the newest first
   * @return how many of these are others' and were not seen
   */
  int unread(Conversation conversation, List<Message> newest) {
    long mark = mark(conversation);
    int unread = 0;
    for (Message message : newest) {
      if (message.position() > mark && !message.own()) {
        unread++;
      }
    }
    return unread;
  }

  private long mark(Conversation conversation) {
    return store.read(
        tx ->
            tx.get(NAME_SPACE, conversation.id().value())
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(-1L));
  }
}
