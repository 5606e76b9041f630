package eu.paravent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.protocol.delivery.PushFrame;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.sessions.AccessToken;
import eu.paravent.protocol.sessions.DeviceSession;
import eu.paravent.protocol.sessions.SessionList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");

  @Test
  void bytesInstantsAndNestedRecordsComeBack() {
    LogEntry entry = new LogEntry(7, LogEntry.APPLICATION, 3, new byte[] {1, 2, (byte) 255}, NOW);

    LogPage back = Json.read(LogPage.class, Json.write(new LogPage(List.of(entry), 9)));

    assertThat(back.head()).isEqualTo(9);
    assertThat(back.entries()).singleElement().usingRecursiveComparison().isEqualTo(entry);
  }

  @Test
  void anEmptyOptionalIsLeftOutAndComesBackEmpty() {
    byte[] json =
        Json.write(new CommitSubmission(new byte[] {1}, Optional.empty(), new byte[] {2}));

    assertThat(new String(json, UTF_8)).doesNotContain("welcome");
    assertThat(Json.read(CommitSubmission.class, json).welcome()).isEmpty();
  }

  @Test
  void sequenceNumbersBeyondThirtyTwoBitsSurvive() {
    Accepted accepted = new Accepted(Long.MAX_VALUE, 1L << 40, NOW);

    assertThat(Json.read(Accepted.class, Json.write(accepted))).isEqualTo(accepted);
  }

  @Test
  void theTokenAnswerSpeaksOauth() {
    String json =
        new String(Json.write(new AccessToken("abc", "Bearer", 60, Optional.empty())), UTF_8);

    assertThat(json).contains("\"access_token\":\"abc\"", "\"token_type\"", "\"expires_in\":60");
    assertThat(new AccessToken("abc", "Bearer", 60, Optional.empty()).toString())
        .doesNotContain("abc");
    assertThat(PushFrame.hello("abc").toString()).doesNotContain("abc");
  }

  @Test
  void fieldsOfANewerVersionAreIgnored() {
    byte[] json = "{\"claimed\":[],\"fromTheFuture\":{\"a\":[1]}}".getBytes(UTF_8);

    assertThat(Json.read(ClaimedKeyPackages.class, json).claimed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"sequence\":1,\"epoch\":1}",
        "{\"sequence\":\"1\",\"epoch\":1,\"receivedAt\":\"2026-11-23T08:00:00Z\"}",
        "{\"sequence\":1.5,\"epoch\":1,\"receivedAt\":\"2026-11-23T08:00:00Z\"}",
        "{\"sequence\":1e400,\"epoch\":1,\"receivedAt\":\"2026-11-23T08:00:00Z\"}",
        "{\"sequence\":99999999999999999999,\"epoch\":1,\"receivedAt\":\"2026-11-23T08:00:00Z\"}",
        "{\"sequence\":1,\"epoch\":1,\"receivedAt\":\"yesterday\"}",
        "{\"sequence\":null,\"epoch\":1,\"receivedAt\":\"2026-11-23T08:00:00Z\"}"
      })
  void whatIsNotTheContractIsRefused(String json) {
    assertThatThrownBy(() -> Json.read(Accepted.class, json.getBytes(UTF_8)))
        .isInstanceOf(Json.UnreadableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"AA==\"}",
        "{\"message\":\"A+\"}",
        "{\"message\":\"AB\"}",
        "{\"message\":7}"
      })
  void bytesHaveOneSpelling(String json) {
    assertThatThrownBy(
            () ->
                Json.read(
                    eu.paravent.protocol.delivery.MessageSubmission.class, json.getBytes(UTF_8)))
        .isInstanceOf(Json.UnreadableException.class);
  }

  @Test
  void everyCharacterComesBack() throws JsonParserException {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x300; c++) {
      all.append(c);
    }
    all.append("\u2028 \u2029 \uffff \ud83d\ude00 </script> \\\" \\\\");
    DeviceSession session =
        new DeviceSession(all.toString(), "\"[{\\", NOW, NOW.plusSeconds(1), true);
    SessionList list = new SessionList(List.of(session, session), Optional.of("\\"));

    byte[] json = Json.write(list);

    assertThat(Json.read(SessionList.class, json)).isEqualTo(list);
    // as others read it
    assertThat(
            JsonParser.object()
                .from(new String(json, UTF_8))
                .getArray("sessions")
                .getObject(1)
                .getString("sessionId"))
        .isEqualTo(all.toString());
    assertThat(new String(Json.write(new SessionList(List.of(), Optional.empty())), UTF_8))
        .isEqualTo("{\"sessions\":[]}");
  }

  @Test
  void octetsOfAnyLengthHaveOneSpelling() {
    for (int length = 0; length < 50; length++) {
      byte[] octets = new byte[length];
      java.util.Arrays.fill(octets, (byte) 0xb7);
      String text = Base64Url.encode(octets);

      assertThat(Base64Url.decode(text)).isEqualTo(octets);
      for (String other : List.of(text + "=", text + "==", "+" + text, text + " ")) {
        assertThatThrownBy(() -> Base64Url.decode(other))
            .isInstanceOf(IllegalArgumentException.class);
      }
      if (length % 3 != 0) {
        char last = (char) (text.charAt(text.length() - 1) + 1);
        assertThatThrownBy(() -> Base64Url.decode(text.substring(0, text.length() - 1) + last))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void hostileNestingIsRefusedBeforeItIsParsed() {
    String json = "{\"a\":" + "[".repeat(100_000);

    assertThatThrownBy(() -> Json.read(Accepted.class, json.getBytes(UTF_8)))
        .isInstanceOf(Json.UnreadableException.class)
        .hasMessageContaining("Nested");
  }

  @Test
  void pathsAreFilledSegmentBySegment() {
    assertThat(Paths.fill(Paths.USER_DEVICES, "acme.example", "a/b c"))
        .isEqualTo("/api/v1/organisations/acme.example/users/a%2Fb%20c/devices");
    assertThatThrownBy(() -> Paths.fill(Paths.ORGANISATION, ".."))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Paths.fill(Paths.ORGANISATION))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyProblemCodeIsFoundByItsName() {
    for (ProblemCode code : ProblemCode.values()) {
      assertThat(ProblemCode.find(code.code())).contains(code);
      assertThat(code.status()).isBetween(400, 599);
    }
    assertThat(ProblemCode.find("made-up")).isEmpty();
  }
}
