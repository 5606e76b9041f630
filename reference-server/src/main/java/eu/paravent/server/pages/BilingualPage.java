package eu.paravent.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;

/**
 * One page in German and English: the reader's language first, the other one folded below. The
 * languages are no links, because a link to a part of this page would take the place of what is
 * after the # in the address, and that is the secret of an invitation.
 */
final class BilingualPage {
  private final String title;
  private final String german;
  private final String english;

  /**
   * A page of these parts.
   *
   * @param title the same in both languages, as text
   * @param german HTML of our own
   * @param english HTML of our own
   */
  BilingualPage(String title, String german, String english) {
    this.title = title;
    this.german = german;
    this.english = english;
  }

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Vary", "Accept-Language");
    byte[] page =
        (prefersEnglish(request)
                ? html("en", english, "de", "Auf Deutsch lesen", german)
                : html("de", german, "en", "Read this in English", english))
            .getBytes(StandardCharsets.UTF_8);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  /** The first of the two that the browser names; German where it names neither. */
  private static boolean prefersEnglish(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return false;
    }
    for (Locale locale : Collections.list(request.getLocales())) {
      if (locale.getLanguage().equals("en")) {
        return true;
      }
      if (locale.getLanguage().equals("de")) {
        return false;
      }
    }
    return true;
  }

  private String html(
      String language, String first, String otherLanguage, String invitation, String other) {
    return """
        <!doctype html>
        <html lang="%s">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="robots" content="noindex">
          <title>%s</title>
          <link rel="stylesheet" href="/assets/page.css">
        </head>
        <body>
        <main>
        %s
        <details lang="%s">
        <summary>%s</summary>
        %s
        </details>
        </main>
        </body>
        </html>
        """
        .formatted(language, title, first, otherLanguage, invitation, other);
  }
}
