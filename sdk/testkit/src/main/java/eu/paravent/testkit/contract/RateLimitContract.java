package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.INVITE_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.RATE_LIMITED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.protocol.Paths;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ServerLimits;
import eu.paravent.protocol.ServerRates;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who asks too often is told to wait, and nobody else notices. */
public abstract class RateLimitContract extends ContractFixture {
  /** What the server has to be set to: small numbers, so that a test reaches them at once. */
  protected static final ServerRates RATES =
      new ServerRates(Optional.of(60L), Optional.of(90L), Optional.of(60_000L), Optional.of(20L));

  @Test
  void saysWhatItsLimitsAre() {
    assertEquals(
        Optional.of(RATES), anonymous().get(Paths.LIMITS).read(ServerLimits.class).rates());
  }

  @Test
  void tellsADeviceThatAsksTooOftenToWait() {
    Company acme = company();
    Caller eager = signedIn(acme.device("alice", "alice-1"));
    Caller colleague = signedIn(acme.device("bob", "bob-1"));
    Caller other = signedIn(company().device("carol", "carol-1"));

    Problem refusal = askUntilRefused(eager, RATES.device().orElseThrow());

    long wait = refusal.retryAfter().orElseThrow();
    assertTrue(wait >= 1 && wait <= 60, () -> "" + wait);
    colleague.get(Paths.GROUPS).requireStatus(200);
    other.get(Paths.GROUPS).requireStatus(200);
  }

  @Test
  void letsInAgainWhoWaited() throws Exception {
    Caller eager = signedIn(company().device("alice", "alice-1"));
    Problem refusal = askUntilRefused(eager, RATES.device().orElseThrow());

    Thread.sleep(refusal.retryAfter().orElseThrow() * 1000);

    eager.get(Paths.GROUPS).requireStatus(200);
  }

  @Test
  void countsTheDevicesOfAnOrganisationTogether() {
    Company acme = company();
    Caller first = signedIn(acme.device("alice", "alice-1"));
    Caller second = signedIn(acme.device("bob", "bob-1"));
    for (int i = 0; i < RATES.device().orElseThrow(); i++) {
      first.get(Paths.GROUPS).requireStatus(200);
    }

    askUntilRefused(second, RATES.organisation().orElseThrow() - RATES.device().orElseThrow());

    signedIn(company().device("carol", "carol-1")).get(Paths.GROUPS).requireStatus(200);
  }

  @Test
  void makesWhoGuessesWaitAndNobodyWhoIsSignedIn() throws Exception {
    Company acme = company();
    Caller signedIn = signedIn(acme.device("alice", "alice-1"));
    DeviceKey late = acme.device("bob", "bob-1");
    Caller guesser = anonymous();

    Caller.Answer answer =
        Stream.generate(() -> guesser.get(Paths.fill(Paths.INVITE, Caller.newKey())))
            .limit(10 * RATES.refusals().orElseThrow())
            .filter(refusal -> refusal.status() != INVITE_UNKNOWN.status())
            .findFirst()
            .orElseThrow(() -> new AssertionError("Nobody stops the guessing"));

    Problem refusal = answer.requireProblem(RATE_LIMITED);
    anonymous().signIn(assertion(late)).requireProblem(RATE_LIMITED);
    signedIn.get(Paths.GROUPS).requireStatus(200);
    // one more at the very moment when one is let in again would be one too many
    Thread.sleep((refusal.retryAfter().orElseThrow() + 1) * 1000);
    anonymous().signIn(assertion(late)).requireStatus(200);
  }

  /** Not before the limit, and soon after it. */
  private static Problem askUntilRefused(Caller caller, long limit) {
    long accepted = 0;
    Caller.Answer answer = caller.get(Paths.GROUPS);
    for (; answer.status() == 200 && accepted < 10 * limit; accepted++) {
      answer = caller.get(Paths.GROUPS);
    }
    long count = accepted;
    assertTrue(count >= limit, () -> "Refused after " + count);
    Problem problem = answer.requireProblem(RATE_LIMITED);
    assertEquals(
        String.valueOf(problem.retryAfter().orElseThrow()),
        answer.response().headers().get("retry-after"));
    return problem;
  }
}
