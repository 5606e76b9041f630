package eu.paravent.samples.handwerk;

import eu.paravent.client.Conversation;
import eu.paravent.client.Participant;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.samples.handwerk.Huber.Staff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the pages look like. */
@ApplicationScoped
public class OfficePages {
  @Inject
  @ConfigProperty(name = "chat.server")
  URI server;

  @Inject OrderChat chat;
  @Inject OrganisationAuthority authority;

  static String title(CustomerOrder order) {
    return order.number() + " · " + order.quote().subject();
  }

  public String door(Texts texts) {
    List<Html> people =
        Arrays.stream(Staff.values())
            .map(
                each ->
                    Html.of(
                        "<button name=\"as\" value=\"{}\">{}</button>",
                        each.name(),
                        each.fullName()))
            .toList();
    return page(
        texts,
        texts.get("door.title"),
        Html.of(
            "<form method=\"post\" action=\"/office/sign-in\" class=\"door\"><h1>{}</h1><p>{}</p>{}</form>",
            texts.get("door.title"),
            texts.get("door.who"),
            people));
  }

  public String overview(Texts texts, List<Quote> quotes, List<CustomerOrder> orders) {
    List<Html> offered = quotes.stream().map(quote -> row(texts, quote)).toList();
    List<Html> ordered = orders.stream().map(order -> row(texts, order)).toList();
    return page(
        texts,
        texts.get("overview.title"),
        Html.of(
            """
            <section><h1>{}</h1><table>{}</table></section>
            <section><h2>{}</h2><table>{}</table></section>
            """,
            texts.get("orders"),
            ordered,
            texts.get("quotes"),
            offered));
  }

  private Html row(Texts texts, Quote quote) {
    return Html.of(
        """
        <tr><td>{}</td><td>{}</td><td>{}</td><td class="number">{}</td>
        <td><form method="post" action="/office/quotes/{}"><button>{}</button></form></td></tr>
        """,
        quote.number(),
        quote.customer().name(),
        quote.subject(),
        money(texts, quote),
        quote.number(),
        texts.get("accept"));
  }

  private Html row(Texts texts, CustomerOrder order) {
    return Html.of(
        """
        <tr><td><a href="/office/orders/{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>
        """,
        order.number(),
        title(order),
        order.quote().customer().name(),
        planned(texts, order),
        order.questions() == 0
            ? Html.NOTHING
            : Html.of("<strong>{}</strong>", texts.get("unanswered", order.questions())));
  }

  public String order(Texts texts, CustomerOrder order, Staff reader, Html problem) {
    return page(
        texts,
        title(order),
        Html.of(
            """
            <main>
            <section>
            <h1>{}</h1>{}
            <dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>
            {}{}{}
            </section>
            <section>{}</section>
            </main>
            """,
            title(order),
            problem,
            texts.get("customer"),
            order.quote().customer().name(),
            texts.get("net"),
            money(texts, order.quote()),
            texts.get("fitting"),
            planned(texts, order),
            planning(texts, order),
            people(texts, order),
            invitations(texts, order),
            element(texts, order, reader)));
  }

  private Html planning(Texts texts, CustomerOrder order) {
    return Html.of(
        """
        <form method="post" action="/office/orders/{}/plan">
        <label>{} <input name="week" type="number" min="1" max="53" required></label>
        <label>{} <select name="crew">{}</select></label>
        <button>{}</button></form>
        """,
        order.number(),
        texts.get("week"),
        texts.get("crew"),
        Huber.CREWS.stream().map(crew -> Html.of("<option>{}</option>", crew)).toList(),
        texts.get("plan"));
  }

  private Html people(Texts texts, CustomerOrder order) {
    List<Html> inside =
        chat.about(order.number()).map(Conversation::participants).orElse(List.of()).stream()
            .map(
                person ->
                    Html.of(
                        "<li>{} <small>{}</small></li>", person.displayName(), from(texts, person)))
            .toList();
    return inside.isEmpty()
        ? Html.NOTHING
        : Html.of("<h2>{}</h2><ul>{}</ul>", texts.get("readers"), inside);
  }

  private static String from(Texts texts, Participant person) {
    return person.id().guest() ? texts.get("guest") : person.organisation();
  }

  private Html invitations(Texts texts, CustomerOrder order) {
    List<Html> links =
        chat.openLinks(order.number()).stream()
            .map(
                link ->
                    Html.of(
                        "<p class=\"link\">{}<br><a href=\"{}\">{}</a></p>",
                        texts.get("link", order.quote().customer().email()),
                        link,
                        link))
            .toList();
    return Html.of(
        """
        {}<form method="post" action="/office/orders/{}/guest"><button>{}</button></form>
        <form method="post" action="/office/orders/{}/partner">
        <label>{} <input name="address" placeholder="mimi://" required></label><button>{}</button></form>
        """,
        links,
        order.number(),
        texts.get("invite"),
        order.number(),
        texts.get("partner"),
        texts.get("add"));
  }

  // tag::element[]
  private Html element(Texts texts, CustomerOrder order, Staff reader) {
    return Html.of(
        """
        <paravent-chat server="{}" user="{}" name="{}" language="{}" enroll-url="/office/enrol"
          reference-type="{}" reference-key="{}" reference-title="{}"></paravent-chat>
        <script type="module" src="/order.js"></script>
        <script type="module" src="{}"></script>
        """,
        server,
        authority.user(reader.name()).uri(),
        reader.fullName(),
        texts.language().getLanguage(),
        OrderChat.REFERENCE,
        order.number(),
        title(order),
        server.resolve("/web/paravent-chat.js"));
  }

  // end::element[]

  private static String planned(Texts texts, CustomerOrder order) {
    return order.week().isPresent()
        ? texts.get("planned", order.week().get(), order.crew().orElse(""))
        : texts.get("unplanned");
  }

  private static String money(Texts texts, Quote quote) {
    NumberFormat format = NumberFormat.getCurrencyInstance(texts.language());
    format.setCurrency(Currency.getInstance("EUR"));
    return format.format(quote.net());
  }

  private static String page(Texts texts, String title, Html body) {
    return Html.of(
            """
            <!doctype html>
            <html lang="{}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/style.css">
            <header><a href="/office/">Fensterbau Huber</a>
            <form method="post" action="/office/language"><button name="in" value="de">Deutsch</button>
            <button name="in" value="en">English</button></form></header>
            {}
            </html>
            """,
            texts.language().getLanguage(),
            title,
            body)
        .markup();
  }
}
