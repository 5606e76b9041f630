package eu.paravent.samples.handwerk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Quotes and orders, each call in one transaction. */
@ApplicationScoped
@Transactional
public class Orders {
  @PersistenceContext EntityManager database;
  @Inject OrderChat chat;

  public List<Quote> quotes() {
    return database
        .createQuery(
            "SELECT q FROM Quote q WHERE NOT EXISTS"
                + " (SELECT o FROM CustomerOrder o WHERE o.quote = q) ORDER BY q.number",
            Quote.class)
        .getResultList();
  }

  public List<CustomerOrder> all() {
    return database
        .createQuery("SELECT o FROM CustomerOrder o ORDER BY o.number", CustomerOrder.class)
        .getResultList();
  }

  public CustomerOrder find(int number) {
    return found(database.find(CustomerOrder.class, number));
  }

  /** Twice is as good as once. */
  public void accept(int quote) {
    if (database.find(CustomerOrder.class, quote) == null) {
      database.persist(new CustomerOrder(found(database.find(Quote.class, quote))));
    }
  }

  // tag::plan[]
  /**
   * Plans the fitting and tells everyone in the order's conversation: both, or neither.
   *
   * @throws jakarta.persistence.PersistenceException if that crew is taken in that week
   */
  public void plan(int number, int week, String crew) {
    CustomerOrder order = find(number);
    order.plan(week, crew);
    Locale language = order.quote().customer().language();
    chat.say(number, Texts.in(language).get("said.planned", week, crew));
    // the database has the last word: where it refuses the update, the message goes with it
    database.flush();
  }

  // end::plan[]

  /** Someone wrote in the conversation about an order; orders that are not here are passed over. */
  public void heard(int number, boolean fromOutside) {
    CustomerOrder order = database.find(CustomerOrder.class, number);
    if (order != null && fromOutside) {
      order.asked();
    } else if (order != null) {
      order.answered();
    }
  }

  private static <T> T found(@Nullable T record) {
    if (record == null) {
      throw new NotFoundException();
    }
    return record;
  }
}
