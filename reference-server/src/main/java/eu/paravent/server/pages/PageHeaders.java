package eu.paravent.server.pages;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Headers of everything we answer: a browser may show our own pages and styles, and do nothing else
 * with them; ciphertext is never taken for something it could run.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageHeaders implements Filter {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  /** For the guest's page and its worker: our own scripts and core, and nothing made of text. */
  private static final String PROGRAM =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src"
          + " 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; base-uri 'none';"
          + " form-action 'none'; require-trusted-types-for 'script'; trusted-types paravent;"
          + " frame-ancestors ";

  /** For the page of data protection officers: our own scripts, which make no code of text. */
  private static final String OFFICERS =
      "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none';"
          + " connect-src 'self' ";

  /** What the person may be asked for: voice, image and place, and by this page alone. */
  private static final String PERMITTED =
      "microphone=(self), camera=(self), geolocation=(self), display-capture=(), usb=(),"
          + " payment=()";

  /** Lets an answer ask this server, and the issuer that its reader signs in at. */
  static void officers(HttpServletResponse response, String issuer) {
    response.setHeader("Content-Security-Policy", (OFFICERS + issuer).strip());
  }

  /** Allows an answer to run what comes with this server. */
  static void program(HttpServletResponse response) {
    program(response, "'none'");
  }

  /** And other pages to show it. */
  static void program(HttpServletResponse response, String ancestors) {
    response.setHeader("Content-Security-Policy", PROGRAM + ancestors);
    response.setHeader("Permissions-Policy", PERMITTED);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setHeader("Content-Security-Policy", POLICY);
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    chain.doFilter(request, response);
  }
}
