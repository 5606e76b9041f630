package eu.paravent.server.keypackages.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Takes only key packages that are whole, alive and the calling device's own. */
@ApplicationScoped
public class KeyPackageCheck {
  /** When it ends: its lifetime or its certificate, whichever is first. */
  public Instant expiryOf(byte[] message, Caller.SignedIn device, boolean lastResort, Instant now) {
    throw Refusal.of(ProblemCode.UNAVAILABLE, "The MLS core is not connected yet.");
  }
}
