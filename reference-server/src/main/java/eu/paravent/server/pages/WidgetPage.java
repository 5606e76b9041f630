package eu.paravent.server.pages;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The frame behind {@code <paravent-chat>}: may stand in the pages of the hosts that are named. */
@WebServlet("/widget")
public class WidgetPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient HostOrigins hosts;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setHeader("Cache-Control", "no-store");
    PageHeaders.program(response, hosts.sources());
    WebAsset.load("widget.html")
        .orElseThrow(() -> new ServletException("The archive lacks the frame of the chat"))
        .answer(request, response);
  }
}
