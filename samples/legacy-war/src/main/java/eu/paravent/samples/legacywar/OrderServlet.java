package eu.paravent.samples.legacywar;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * {@code GET /orders/SO-4711?to=alice} is the page of an order with what was said about it, {@code
 * POST} says something. Whose session it is, the application around it has checked.
 */
public final class OrderServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    String text = request.getParameter("text");
    if (text == null || text.isBlank() || order(request).isEmpty()) {
      response.sendError(400, "An order in the address and a text are needed");
      return;
    }
    BusinessReference order = BusinessReference.of("sales-order", order(request));
    try {
      conversation(order)
          .or(() -> create(order, request))
          .orElseThrow()
          .send(MessageContent.text(text));
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", request.getRequestURI());
    } catch (UserUnknownException e) {
      response.sendError(409, "That colleague has not used the chat yet");
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html; charset=UTF-8");
    PrintWriter out = response.getWriter();
    if (order(request).isEmpty()) {
      out.println(chat().connection().online() ? "online" : "offline");
      return;
    }
    BusinessReference order = BusinessReference.of("sales-order", order(request));
    out.printf(HEAD, escaped(order.key()));
    for (Message message :
        conversation(order).map(Conversation::allMessages).orElseGet(java.util.List::of)) {
      if (message.content() instanceof MessageContent.Text said) {
        out.printf(
            "<p><b>%s</b> %s\n", escaped(message.author().displayName()), escaped(said.text()));
      }
    }
    out.print(FORM);
  }

  private static final String HEAD =
      """
      <!doctype html>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Order %1$s</title>
      <style>
        body { font: 16px/1.5 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
        form { display: flex; gap: .5rem } input { flex: 1 } input, button { font: inherit; padding: .4rem }
      </style>
      <h1>Order %1$s</h1>
      <h2>Talk about this order</h2>
      """;

  private static final String FORM =
      """
      <form method="post">
        <input name="text" aria-label="Message" required autofocus>
        <input name="to" type="hidden" value="alice">
        <button>Send</button>
      </form>
      """;

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private Optional<Conversation> conversation(BusinessReference order) {
    return chat().conversations().about(order).stream().findFirst();
  }

  private Optional<Conversation> create(BusinessReference order, HttpServletRequest request) {
    OrganisationAuthority authority =
        (OrganisationAuthority) getServletContext().getAttribute("authority");
    return Optional.of(
        chat()
            .conversations()
            .create(
                ConversationSpec.about(order)
                    .title("Order " + order.key())
                    .participants(authority.user(request.getParameter("to")))));
  }

  private ChatClient chat() {
    return (ChatClient) getServletContext().getAttribute("chat");
  }

  private static String order(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }
}
