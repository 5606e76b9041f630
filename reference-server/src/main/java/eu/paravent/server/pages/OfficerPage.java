package eu.paravent.server.pages;

import eu.paravent.server.administration.control.SignInService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page for data protection officers. It holds nothing itself: it signs in at the organisation's
 * issuer and asks the interface, with the officer's own token, which stays in the page's memory.
 */
@WebServlet({"/dpo", "/dpo/*"})
public class OfficerPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Pattern ORGANISATION = Pattern.compile("/([a-z0-9][a-z0-9.-]{0,252})");

  @Inject private transient SignInService issuers;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    boolean named = ORGANISATION.matcher(path).matches();
    if (!named && !path.equals("/")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String organisation = named ? path.substring(1) : "";
    Optional<SignInService.Issuer> issuer = issuers.of(organisation);
    PageHeaders.officers(response, issuer.map(SignInService.Issuer::origin).orElse(""));
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html;charset=UTF-8");
    byte[] page =
        html(
                organisation,
                issuer.map(SignInService.Issuer::address).orElse(""),
                issuer.map(SignInService.Issuer::client).orElse(""))
            .getBytes(StandardCharsets.UTF_8);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  /** The three are of characters that mean nothing in HTML, by their settings' rules. */
  private static String html(String organisation, String issuer, String client) {
    return """
        <!doctype html>
        <html lang="de">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="robots" content="noindex">
          <title>Paravent · Datenschutz</title>
          <link rel="stylesheet" href="/assets/dpo/console.css">
          <script type="module" src="/assets/dpo/console.js"></script>
        </head>
        <body data-organisation="%s" data-issuer="%s" data-client="%s">
        <noscript>Diese Seite braucht JavaScript. This page needs JavaScript.</noscript>
        </body>
        </html>
        """
        .formatted(organisation, attribute(issuer), attribute(client));
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
