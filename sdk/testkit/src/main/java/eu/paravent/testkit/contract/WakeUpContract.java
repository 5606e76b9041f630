package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static eu.paravent.protocol.ProblemCode.WAKE_UP_REFUSED;
import static eu.paravent.protocol.ProblemCode.WAKE_UP_UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.wakeups.WakeUp;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who is woken where, on a server that knocks on the open internet only. Nothing here is ever
 * knocked at: what knocking does is for each server to show.
 */
public abstract class WakeUpContract extends ContractFixture {
  private static final String ENDPOINT = "https://push.example.invalid/up?token=s3cret-of-alice";

  private static final List<String> NOWHERE =
      List.of(
          "",
          "push.example.invalid/up",
          "http://push.example.invalid/up",
          "ftp://push.example.invalid/up",
          "file:///etc/passwd",
          "https:///up",
          "https://user:password@push.example.invalid/up",
          "https://push.example.invalid/up#fragment",
          "https://push.example.invalid/\r\nX-Injected: 1",
          "https://127.0.0.1/up",
          "https://10.0.0.1/up",
          "https://169.254.169.254/latest/meta-data",
          "https://[::1]/up",
          "https://[::ffff:127.0.0.1]/up",
          "https://[fd00::1]/up");

  private Company acme;
  private Party alice;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void somebody() {
    acme = company();
    alice = party(acme, "alice", "alice-1");
  }

  @Test
  void holdsUntilItIsRemoved() {
    alice.caller().get(Paths.WAKE_UP).requireProblem(WAKE_UP_UNKNOWN);

    WakeUp registered = register(alice, ENDPOINT).read(WakeUp.class);

    assertEquals(WakeUpRegistration.WEBHOOK, registered.kind());
    Duration off = Duration.between(now().plus(Limits.WAKE_UP_LIFETIME), registered.expiresAt());
    assertTrue(off.abs().compareTo(Duration.ofMinutes(1)) < 0, off::toString);
    assertEquals(registered, alice.caller().get(Paths.WAKE_UP).read(WakeUp.class));
    alice.caller().delete(Paths.WAKE_UP).requireStatus(204);
    alice.caller().get(Paths.WAKE_UP).requireProblem(WAKE_UP_UNKNOWN);
    alice.caller().delete(Paths.WAKE_UP).requireStatus(204);
  }

  @Test
  void isTheBusinessOfTheDeviceAlone() {
    Party second = party(acme, "alice", "alice-2");
    register(alice, ENDPOINT).requireStatus(200);

    second.caller().get(Paths.WAKE_UP).requireProblem(WAKE_UP_UNKNOWN);
    second.caller().delete(Paths.WAKE_UP).requireStatus(204);

    alice.caller().get(Paths.WAKE_UP).requireStatus(200);
  }

  @Test
  void doesNotTellTheEndpoint() {
    register(alice, ENDPOINT).requireStatus(200);

    byte[] answer = alice.caller().get(Paths.WAKE_UP).requireStatus(200).response().body();

    assertFalse(new String(answer, StandardCharsets.UTF_8).contains("s3cret"));
  }

  @Test
  void asksForASession() {
    anonymous().get(Paths.WAKE_UP).requireProblem(NOT_SIGNED_IN);
    anonymous().delete(Paths.WAKE_UP).requireProblem(NOT_SIGNED_IN);
  }

  @Test
  void refusesWhereItWouldNotKnock() {
    register(alice, ENDPOINT).requireStatus(200);

    assertAll(
        NOWHERE.stream()
            .map(endpoint -> () -> register(alice, endpoint).requireProblem(WAKE_UP_REFUSED)));

    alice.caller().get(Paths.WAKE_UP).requireStatus(200);
  }

  @Test
  void refusesWhatIsTooLongOrOfNoKind() {
    register(alice, ENDPOINT + "x".repeat(Limits.WAKE_UP_ENDPOINT)).requireProblem(WAKE_UP_REFUSED);
    alice
        .caller()
        .put(Paths.WAKE_UP, new WakeUpRegistration("pigeon", ENDPOINT))
        .requireProblem(WAKE_UP_REFUSED);
  }

  private static Caller.Answer register(Party party, String endpoint) {
    return party
        .caller()
        .put(Paths.WAKE_UP, new WakeUpRegistration(WakeUpRegistration.WEBHOOK, endpoint));
  }
}
