package eu.paravent.server.organisations.control;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's say in who takes a name on this server. Without a token nobody does. */
@ApplicationScoped
public class RegistrationToken {
  @Inject Settings settings;

  public void check(@Nullable String presented) {
    Optional<String> token = settings.text(Setting.REGISTRATION_TOKEN);
    if (token.isEmpty()) {
      throw Refusal.of(
          ProblemCode.REGISTRATION_CLOSED,
          "Operator: set the environment variable PARAVENT_REGISTRATION_TOKEN to a secret, restart, and hand the secret"
              + " to those who may register.");
    }
    if (presented == null || !MessageDigest.isEqual(utf8(token.get()), utf8(presented))) {
      throw Refusal.of(
          ProblemCode.REGISTRATION_CLOSED,
          "Send the operator's token in the header " + Headers.REGISTRATION_TOKEN + ".");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
