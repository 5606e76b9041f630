package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORString;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a message beside its content, in its extensions: the sender's words, each. What
 * is not in order is as if it were not there.
 *
 * @param sent by the sender's clock
 * @param automatic no person wrote it, so no machine answers it
 * @param forwarded it was said elsewhere before
 * @param imported it was taken out of another messenger, and nobody can tell who wrote it
 */
public record Extras(
    Optional<Instant> sent, boolean automatic, boolean forwarded, boolean imported) {
  private static final String SENT = "eu.paravent.sent",
      AUTOMATIC = "eu.paravent.automatic",
      FORWARDED = "eu.paravent.forwarded",
      IMPORTED = "eu.paravent.imported";

  /** The end of the year 9999. */
  private static final long LAST = 253_402_300_799_999L;

  public static Extras at(Instant sent) {
    return new Extras(Optional.of(sent), false, false, false);
  }

  public Extras automatic(boolean is) {
    return new Extras(sent, is, forwarded, imported);
  }

  public Extras forwarded(boolean is) {
    return new Extras(sent, automatic, is, imported);
  }

  public Extras imported(boolean is) {
    return new Extras(sent, automatic, forwarded, is);
  }

  /** In the order of deterministic CBOR. */
  public List<CBORPair> pairs() {
    List<CBORPair> pairs = new ArrayList<>();
    sent.ifPresent(
        when -> pairs.add(new CBORPair(Cbor.text(SENT), Cbor.number(when.toEpochMilli()))));
    if (imported) {
      pairs.add(new CBORPair(Cbor.text(IMPORTED), Cbor.bool(true)));
    }
    if (automatic) {
      pairs.add(new CBORPair(Cbor.text(AUTOMATIC), Cbor.bool(true)));
    }
    if (forwarded) {
      pairs.add(new CBORPair(Cbor.text(FORWARDED), Cbor.bool(true)));
    }
    return List.copyOf(pairs);
  }

  public static Extras of(MimiContent content) {
    Optional<Instant> sent = Optional.empty();
    boolean automatic = false;
    boolean forwarded = false;
    boolean imported = false;
    for (CBORPair pair : content.extensions()) {
      String key = pair.getKey() instanceof CBORString text ? text.getValue() : "";
      try {
        switch (key) {
          case SENT:
            sent = Optional.of(Instant.ofEpochMilli(Cbor.number(pair.getValue(), 0, LAST, key)));
            break;
          case AUTOMATIC:
            automatic = Cbor.bool(pair.getValue(), key);
            break;
          case FORWARDED:
            forwarded = Cbor.bool(pair.getValue(), key);
            break;
          case IMPORTED:
            imported = Cbor.bool(pair.getValue(), key);
            break;
          default:
            break;
        }
      } catch (CborException e) {
        continue;
      }
    }
    return new Extras(sent, automatic, forwarded, imported);
  }
}
