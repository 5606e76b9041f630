package eu.paravent.samples.quickstart;

import java.net.URI;
import java.util.Locale;

/** The page of an order, whose styles would break whatever they could reach. */
final class OrderPage {
  private OrderPage() {}

  /**
   * @param attributes of the element, beside those that say who it is for
   * @return its address
   */
  static String of(HostApplication host, String user, URI chat, String attributes) {
    String name = user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
    return host.show(
        "/" + user + "/order",
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title>
        <link rel="icon" href="data:,">
        <style>
          button, textarea, p, article { display: none !important; font-size: 2px !important }
          paravent-chat { width: 40rem; --paravent-accent: #7a1f5c }
        </style>
        <h1>Order SO-4711</h1><output>0</output>
        %s
        <script type="module">
          document.querySelector('paravent-chat').addEventListener('paravent-unread', ({ detail }) => {
            document.querySelector('output').textContent = detail.total;
          });
        </script>
        """
            .formatted(host.element(user, name, chat, "language=\"en\" " + attributes)));
  }
}
