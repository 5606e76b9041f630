package eu.paravent.server.pages;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The page behind a guest link. The same for every invite, alive or not: it asks nothing of the
 * database and says nothing about the invite, so that trying ids here teaches nobody anything.
 */
@WebServlet("/g/*")
public class GuestPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  // base64url of 16 to 32 bytes, as for every id a client chooses
  private static final Pattern INVITE = Pattern.compile("/[A-Za-z0-9_-]{22,43}");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getPathInfo();
    if (path == null || !INVITE.matcher(path).matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    PageHeaders.program(response);
    WebAsset.load("guest.html")
        .orElseThrow(() -> new ServletException("The archive lacks the guest's page"))
        .answer(request, response);
  }
}
