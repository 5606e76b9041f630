package eu.paravent.samples.handwerk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A quote that was accepted. A crew fits one order a week: the database sees to that. */
@Entity
@Table(name = "orders")
class CustomerOrder {
  @Id private int number;
  @OneToOne private Quote quote;
  @Column private @Nullable Integer week;
  @Column private @Nullable String crew;
  @Column private int questions;

  @SuppressWarnings("NullAway.Init")
  protected CustomerOrder() {}

  CustomerOrder(Quote accepted) {
    number = accepted.number();
    quote = accepted;
  }

  int number() {
    return number;
  }

  Quote quote() {
    return quote;
  }

  /** Week of the year, once it is planned. */
  Optional<Integer> week() {
    return Optional.ofNullable(week);
  }

  Optional<String> crew() {
    return Optional.ofNullable(crew);
  }

  /** How much the customer and others from outside have said since the office last answered. */
  int questions() {
    return questions;
  }

  void plan(int inWeek, String by) {
    week = inWeek;
    crew = by;
  }

  void asked() {
    questions++;
  }

  void answered() {
    questions = 0;
  }
}
