package eu.paravent.samples.handwerk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** What was offered to a customer. */
@Entity
class Quote {
  @Id private int number;
  @ManyToOne private Customer customer;
  @Column private String subject;
  @Column private BigDecimal net;

  @SuppressWarnings("NullAway.Init")
  protected Quote() {}

  int number() {
    return number;
  }

  Customer customer() {
    return customer;
  }

  String subject() {
    return subject;
  }

  BigDecimal net() {
    return net;
  }
}
