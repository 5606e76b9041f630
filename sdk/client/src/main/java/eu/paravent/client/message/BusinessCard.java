package eu.paravent.client.message;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.internal.text.Lines;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something of the host's records, shown in a conversation: an order, a quote, a ticket. What it
 * says is the sender's word at that moment; whether it holds is for the host to look up by the
 * {@link #reference()}. Immutable.
 *
 * @param kind what it is of
 * @param title one line, for instance {@code Order SO-4711}
 * @param fields what is said of it, in this order; at most {@link #FIELDS_MOST}
 * @param link back into the host: https, and nothing else
 * @param reference by which the host finds it
 */
public record BusinessCard(
    Kind kind,
    String title,
    List<Field> fields,
    Optional<URI> link,
    Optional<BusinessReference> reference)
    implements MessageContent {
  /** The longest title. */
  public static final int TITLE_MOST = 200;

  /** The most fields. */
  public static final int FIELDS_MOST = 20;

  /** The longest link. */
  public static final int LINK_MOST = 2000;

  private static final Pattern HTTPS =
      Pattern.compile(
          "https://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?"
              + "(?:[/?#][A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?");

  /** What a card is of. */
  public enum Kind {
    /** Something ordered. */
    ORDER,
    /** An offer. */
    QUOTE,
    /** A case that somebody works on. */
    TICKET,
    /** Of something else, or of what a newer version knows. */
    OTHER
  }

  /**
   * One thing that is said.
   *
   * @param label at most 100 characters, for instance {@code Total}
   * @param value at most 500 characters, as a person reads it
   */
  public record Field(String label, String value) {
    public Field {
      Lines.line(label, 1, 100, "The label of a field");
      Lines.line(value, 0, 500, "The value of a field");
    }

    @Override
    public String toString() {
      return "Field[]";
    }
  }

  /**
   * @throws IllegalArgumentException if a part of it is too long or not one line, or the link is
   *     not https
   */
  public BusinessCard {
    Lines.line(title, 1, TITLE_MOST, "The title of a card");
    fields = List.copyOf(fields);
    if (fields.size() > FIELDS_MOST) {
      throw new IllegalArgumentException("A card has at most " + FIELDS_MOST + " fields");
    }
    link.ifPresent(uri -> requireHttps(uri.toString()));
  }

  /** One with nothing but a title. */
  public static BusinessCard of(Kind kind, String title) {
    return new BusinessCard(kind, title, List.of(), Optional.empty(), Optional.empty());
  }

  /** The same, saying this too. */
  public BusinessCard with(String label, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(label, value));
    return new BusinessCard(kind, title, more, link, reference);
  }

  /** The same, leading there. */
  public BusinessCard linking(URI to) {
    return new BusinessCard(kind, title, fields, Optional.of(to), reference);
  }

  /** The same, about this. */
  public BusinessCard about(BusinessReference record) {
    return new BusinessCard(kind, title, fields, link, Optional.of(record));
  }

  private static void requireHttps(String link) {
    // no name and password either: they make a foreign host look like one's own
    if (link.length() > LINK_MOST || !HTTPS.matcher(link).matches()) {
      throw new IllegalArgumentException(
          "The link of a card is https, without a user, at most " + LINK_MOST + " characters");
    }
  }

  @Override
  public String toString() {
    return "BusinessCard[" + kind + "]";
  }
}
