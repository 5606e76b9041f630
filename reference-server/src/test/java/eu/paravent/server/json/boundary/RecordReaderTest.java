package eu.paravent.server.json.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.server.problems.control.Refusal;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final Annotation[] NONE = {};

  @Test
  void readsWhatTheWriterWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new RecordWriter()
        .writeTo(
            new Cursor(7),
            Cursor.class,
            Cursor.class,
            NONE,
            MediaType.APPLICATION_JSON_TYPE,
            null,
            out);

    assertThat(read(out.toByteArray())).isEqualTo(new Cursor(7));
  }

  @Test
  void refusesWhatIsNotOfTheContract() {
    assertThatThrownBy(() -> read("{\"sequence\":\"7\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Json.UnreadableException.class);
  }

  @Test
  void refusesWhatIsTooLargeBeforeReadingItAll() {
    assertThatThrownBy(() -> read(new byte[Limits.JSON + 1]))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Record read(byte[] json) throws IOException {
    return new RecordReader()
        .readFrom(
            (Class) Cursor.class,
            Cursor.class,
            NONE,
            MediaType.APPLICATION_JSON_TYPE,
            null,
            new ByteArrayInputStream(json));
  }
}
