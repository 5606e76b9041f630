package eu.paravent.server.audit.control;

import eu.paravent.protocol.audit.AuditEntry;
import eu.paravent.protocol.audit.AuditHead;
import eu.paravent.protocol.audit.AuditKey;
import eu.paravent.server.identity.control.CompactJws;
import eu.paravent.server.requests.control.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Looks through entries that follow one another: signatures, numbers, hashes. What the operator can
 * run without this server does the same: {@code VerifyAudit.java}.
 */
final class ChainCheck {
  /** Characters of one entry. */
  static final int LONGEST = 8192;

  private final List<AuditKey> keys;

  ChainCheck(List<AuditKey> keys) {
    this.keys = keys;
  }

  /**
   * The first thing that is wrong; empty where nothing is.
   *
   * @param before what the first of them holds as the hash before; empty where it is not known
   * @param head where they must end; empty where there are more
   */
  Optional<String> fault(
      String chain,
      long first,
      Optional<String> before,
      List<String> entries,
      Optional<String> head) {
    long sequence = first;
    Optional<String> previous = before;
    for (String signed : entries) {
      Optional<AuditEntry> entry = read(signed, AuditEntry.TYPE, AuditEntry.class);
      if (entry.isEmpty()) {
        return Optional.of("Entry " + sequence + " is not signed by a key of this server.");
      }
      if (!entry.get().chain().equals(chain) || entry.get().sequence() != sequence) {
        return Optional.of("Where entry " + sequence + " is expected stands another one.");
      }
      if (previous.isPresent() && !previous.get().equals(entry.get().previous())) {
        return Optional.of("Entry " + sequence + " does not follow the one before it.");
      }
      previous = Optional.of(hash(signed));
      sequence++;
    }
    return head.isPresent() ? atEnd(chain, sequence - 1, previous, head.get()) : Optional.empty();
  }

  private Optional<String> atEnd(
      String chain, long last, Optional<String> hash, String signedHead) {
    Optional<AuditHead> head = read(signedHead, AuditHead.TYPE, AuditHead.class);
    if (head.isEmpty() || !head.get().chain().equals(chain)) {
      return Optional.of("The end of the log is not signed by a key of this server.");
    }
    boolean same =
        head.get().sequence() == last && hash.filter(head.get().hash()::equals).isPresent();
    return same ? Optional.empty() : Optional.of("Entries after " + last + " are missing.");
  }

  static String hash(String signed) {
    return Ids.hash(signed.getBytes(StandardCharsets.US_ASCII));
  }

  private <T extends Record> Optional<T> read(String signed, String type, Class<T> as) {
    try {
      CompactJws jws = CompactJws.parse(signed, LONGEST);
      boolean good = jws.is(type) && keys.stream().anyMatch(key -> jws.signedBy(key.publicKey()));
      return good ? Optional.of(jws.read(as)) : Optional.empty();
    } catch (CompactJws.DefectException e) {
      return Optional.empty();
    }
  }
}
