package eu.paravent.samples.springboot;

import eu.paravent.client.Message;
import eu.paravent.client.message.MessageContent;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page of an order, with what was said about it. Whose session it is, is checked before. */
@RestController
class OrderPage {
  private static final String PAGE =
      """
      <!doctype html>
      <meta name="viewport" content="width=device-width">
      <title>Order %1$s</title>
      <link rel="stylesheet" href="/order.css">
      <h1>Order %1$s</h1>
      %2$s<form method="post"><input name="text" aria-label="Message" required autofocus><button>Send</button></form>
      """;

  private final Orders orders;

  OrderPage(Orders orders) {
    this.orders = orders;
  }

  @GetMapping(path = "/orders/{number}", produces = MediaType.TEXT_HTML_VALUE)
  String show(@PathVariable String number) {
    StringBuilder said = new StringBuilder();
    for (Message message : orders.messages(number)) {
      if (message.content() instanceof MessageContent.Text text) {
        String name = HtmlUtils.htmlEscape(message.author().displayName());
        said.append("<p><b>%s</b> %s\n".formatted(name, HtmlUtils.htmlEscape(text.text())));
      }
    }
    return PAGE.formatted(HtmlUtils.htmlEscape(number), said);
  }

  @PostMapping("/orders/{number}")
  ResponseEntity<Void> say(@PathVariable String number, @RequestParam String text) {
    orders.say(number, "alice", text);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(number)).build();
  }
}
