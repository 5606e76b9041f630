package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.NOT_FOUND;
import static eu.paravent.protocol.ProblemCode.VERSION_UNSUPPORTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ServerVersions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How client and server find out whether they understand each other. */
public abstract class VersionsContract extends ContractFixture {
  @Test
  void namesTheVersionsThatItSpeaksToEverybody() {
    ServerVersions spoken = anonymous().get(Paths.VERSIONS).read(ServerVersions.class);

    assertEquals(List.of(new ServerVersions.Version(1, Paths.ROOT)), spoken.versions());
  }

  @Test
  void refusesOtherVersionsWhateverTheMethod() {
    for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
      for (String path : List.of("/api/v2", "/api/v2/groups", "/api/v0/limits?a=b", "/api/v11/x")) {
        Caller.Answer answer = anonymous().send(method, path, Map.of(), body(method));

        answer.requireProblem(VERSION_UNSUPPORTED);
        assertEquals(
            Headers.PROBLEM_JSON,
            answer.response().headers().getOrDefault("content-type", "").replaceFirst(";.*", ""));
        assertTrue(
            Json.read(Problem.class, answer.response().body())
                .detail()
                .orElse("")
                .contains("version 1"));
      }
    }
  }

  @Test
  void refusesOtherVersionsToWhoIsSignedInToo() {
    Caller alice = signedIn(company().device("alice", "alice-1"));

    alice.get("/api/v2/groups").requireProblem(VERSION_UNSUPPORTED);

    alice.get(Paths.GROUPS).requireStatus(200);
  }

  @Test
  void saysOfOtherAddressesThatThereIsNothing() {
    anonymous().get("/api/v1/no-such-thing").requireProblem(NOT_FOUND);
    anonymous().get("/api/version-2").requireProblem(NOT_FOUND);
  }

  @Test
  void hasNoPushSocketOfAnotherVersion() {
    assertThrows(
        IOException.class,
        () ->
            anonymous()
                .transport()
                .push(
                    "/api/v2/push",
                    new PushListener() {
                      @Override
                      public void onText(String frame) {}

                      @Override
                      public void onClosed(int code, String reason) {}
                    }));
  }

  private static Optional<byte[]> body(String method) {
    return method.equals("POST") || method.equals("PUT")
        ? Optional.of(new byte[] {'{', '}'})
        : Optional.empty();
  }
}
