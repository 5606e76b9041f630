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
 * {@code POST /orders/SO-4711?to=alice&text=…} says something about an order, {@code GET} shows
 * what was said. Whose session it is, the application around it has checked.
 */
public final class OrderServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
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
      response.setStatus(202);
    } catch (UserUnknownException e) {
      response.sendError(409, "That colleague has not used the chat yet");
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain; charset=UTF-8");
    PrintWriter out = response.getWriter();
    if (order(request).isEmpty()) {
      out.println(chat().connection().online() ? "online" : "offline");
      return;
    }
    for (Message message :
        conversation(BusinessReference.of("sales-order", order(request)))
            .map(found -> found.messages(50))
            .orElseGet(java.util.List::of)) {
      if (message.content() instanceof MessageContent.Text said) {
        out.println(said.text());
      }
    }
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
