package eu.paravent.protocol.delivery;

import eu.paravent.protocol.notices.KeepingRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server needs of the rules that members agreed on, which stand in the group context for it
 * to see (docs/group-rules.md): who decides, and how long the conversation is kept. Everything else
 * in them is the members' to check.
 *
 * @param organisations those of the owners, each once
 * @param kind one of {@link KeepingRule#KINDS}
 * @param minimumDays 0 for none
 */
public record GroupCharter(List<String> organisations, String kind, int minimumDays) {
  /** Where the rules stand in the application data dictionary. */
  public static final int COMPONENT = 0xF0A1;

  private static final int CHARTERED = 2, FIELDS = 7, DEPTH_MOST = 8;
  private static final List<String> KINDS =
      List.of(KeepingRule.ORDINARY, KeepingRule.COMMERCIAL_LETTER, KeepingRule.BOOKING_VOUCHER);

  /** Empty where the rules have no charter, or cannot be read: members refuse such. */
  public static Optional<GroupCharter> read(byte[] component) {
    try {
      return new Reader(component).charter();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The least that an organisation's rules ask of this conversation, where that is more. */
  public Optional<Integer> missing(List<KeepingRule> rules) {
    return rules.stream()
        .filter(rule -> rule.kind().equals(kind) && rule.minimumDays() > minimumDays)
        .map(KeepingRule::minimumDays)
        .findFirst();
  }

  /** As much of CBOR (RFC 8949) as the rules are written in: definite lengths only. */
  private static final class Reader {
    private static final int NUMBER = 0, TEXT = 3, ARRAY = 4;
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    Optional<GroupCharter> charter() {
      int fields = head(ARRAY);
      if (head(NUMBER) != CHARTERED || fields != FIELDS) {
        return Optional.empty();
      }
      skip(0);
      List<String> organisations = new ArrayList<>();
      for (int owners = head(ARRAY); owners > 0; owners--) {
        String organisation = organisation(text());
        if (!organisations.contains(organisation)) {
          organisations.add(organisation);
        }
      }
      skip(0);
      String kind = KINDS.get(head(NUMBER));
      int minimum = head(NUMBER);
      skip(0);
      return at == bytes.length
          ? Optional.of(new GroupCharter(List.copyOf(organisations), kind, minimum))
          : Optional.empty();
    }

    private static String organisation(String uri) {
      String[] parts = uri.split("/", -1);
      if (parts.length < 4) {
        throw new IllegalArgumentException("Not the URI of a person");
      }
      return parts[2];
    }

    private String text() {
      int length = head(TEXT);
      if (length > bytes.length - at) {
        throw new IllegalArgumentException("Cut off");
      }
      String text = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }

    private void skip(int depth) {
      int type = (bytes[at] & 0xe0) >> 5;
      long argument = argument();
      if (depth > DEPTH_MOST || (argument > Integer.MAX_VALUE && type > 1 && type < 7)) {
        throw new IllegalArgumentException("Not rules of a group");
      }
      if (type == 2 || type == TEXT) {
        if (argument > bytes.length - at) {
          throw new IllegalArgumentException("Cut off");
        }
        at += (int) argument;
      } else if (type == ARRAY) {
        for (long items = argument; items > 0; items--) {
          skip(depth + 1);
        }
      } else if (type > 1 && type < 7) {
        throw new IllegalArgumentException("Not written in rules of a group");
      }
    }

    private int head(int type) {
      if ((bytes[at] & 0xe0) >> 5 != type) {
        throw new IllegalArgumentException("Another kind of value");
      }
      long argument = argument();
      if (argument > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("Too large");
      }
      return (int) argument;
    }

    private long argument() {
      int low = bytes[at++] & 0x1f;
      if (low < 24) {
        return low;
      }
      if (low > 27) {
        throw new IllegalArgumentException("No definite length");
      }
      long value = 0;
      for (int more = 1 << (low - 24); more > 0; more--) {
        value = value << 8 | (bytes[at++] & 0xff);
      }
      if (value < 0) {
        throw new IllegalArgumentException("Too large");
      }
      return value;
    }
  }
}
