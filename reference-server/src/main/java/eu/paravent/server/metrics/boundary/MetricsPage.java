package eu.paravent.server.metrics.boundary;

import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of this node, for who knows the operator's token. Where the operator has set none
 * there is nothing at this address.
 */
@WebServlet("/metrics")
public class MetricsPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "Bearer ";

  @Inject transient Meters meters;
  @Inject transient Settings settings;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Optional<String> token = settings.text(Setting.METRICS_TOKEN);
    if (token.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!matches(token.get(), request.getHeader("Authorization"))) {
      // RFC 9110 §11.6.1: a 401 names the scheme.
      response.setHeader("WWW-Authenticate", "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.setContentType("text/plain; version=0.0.4; charset=utf-8");
      response.getOutputStream().write(meters.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean matches(String token, @Nullable String header) {
    return header != null
        && header.startsWith(SCHEME)
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
