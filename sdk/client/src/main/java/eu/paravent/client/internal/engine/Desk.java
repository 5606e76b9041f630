package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.RecordDesk;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.keys.Statement;
import eu.paravent.client.message.Attachment;
import java.time.Instant;
import java.util.List;

/** One client at the service of the keeper of its records. */
final class Desk implements RecordDesk {
  private final Engine engine;

  Desk(Engine engine) {
    this.engine = engine;
  }

  @Override
  public UserId archivist() {
    return engine.core().identity.user();
  }

  @Override
  public Instant now() {
    return engine.core().clock.instant();
  }

  @Override
  public List<byte[]> certificates() {
    // a line is signed under a certificate that is valid when it is written
    return engine.core().identity.require().chain();
  }

  @Override
  public String sign(byte[] content) {
    try (SigningKey key = SigningKey.ofSeed(engine.core().identity.certified().seed())) {
      // the certificates lie beside the journal, once each
      return Statement.sign(SIGNED_TYPE, content, key, List.of());
    }
  }

  @Override
  public byte[] download(ConversationId conversation, Attachment file) {
    return new ConversationHandle(engine, conversation).download(file);
  }
}
