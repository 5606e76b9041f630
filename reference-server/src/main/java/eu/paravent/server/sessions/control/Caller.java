package eu.paravent.server.sessions.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signed-in device behind the current request. */
@RequestScoped
public class Caller {
  private @Nullable SignedIn signedIn;

  public void isNow(SignedIn device) {
    signedIn = device;
  }

  public SignedIn device() {
    if (signedIn == null) {
      throw Refusal.of(
          ProblemCode.NOT_SIGNED_IN, "Sign in at POST /api/v1/sessions and send the token.");
    }
    return signedIn;
  }

  public SignedIn requireStaff() {
    SignedIn device = device();
    if (device.inviteId().isPresent()) {
      throw Refusal.of(ProblemCode.FORBIDDEN, "Guests may not do that; ask a member of staff.");
    }
    return device;
  }

  /**
   * A device with a token that is good.
   *
   * @param deviceId on this server only
   * @param userUri of the member of staff it belongs to; of a guest the device's own
   * @param chain DER, the device's first, as it signed in for this session
   * @param inviteId of a guest; empty for staff
   * @param tokenHash names the session
   */
  public record SignedIn(
      String deviceId,
      String uri,
      String userUri,
      String organisation,
      Optional<String> inviteId,
      List<byte[]> chain,
      String tokenHash,
      java.time.Instant expiresAt) {}
}
