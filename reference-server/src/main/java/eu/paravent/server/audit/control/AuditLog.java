package eu.paravent.server.audit.control;

import eu.paravent.protocol.audit.AuditEntry;
import eu.paravent.protocol.audit.AuditHead;
import eu.paravent.protocol.audit.AuditKey;
import eu.paravent.protocol.audit.AuditPage;
import eu.paravent.server.audit.entity.AuditChain;
import eu.paravent.server.audit.entity.AuditRows;
import eu.paravent.server.audit.entity.StoredEntry;
import eu.paravent.server.identity.control.CompactJws;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Who did what with power over others' data. Each entry is signed and holds the hash of the one
 * before, so that none is changed, missing or moved without being noticed by whoever has the public
 * key. It does not help against who has the private key and all copies of the log.
 */
@ApplicationScoped
public class AuditLog {
  /** Entries in one page: the most, and the number where none is asked for. */
  public static final int PAGE_MOST = 5_000, PAGE_DEFAULT = 1_000;

  private static final int VALUE_MOST = 200, FACTS_MOST = 20;

  @Inject AuditRows rows;
  @Inject AuditKeys keys;
  @Inject ServerClock clock;

  /** Something that belongs to an event; what is too long is cut. */
  public static AuditEntry.Fact fact(String name, Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
    return new AuditEntry.Fact(
        name, text.length() > VALUE_MOST ? text.substring(0, VALUE_MOST) + "…" : text);
  }

  /** Written with the caller's transaction, or not at all. */
  @Transactional
  public void record(String chain, AuditEvent event, String actor, AuditEntry.Fact... facts) {
    append(rows.lock(chain), event, actor, List.of(facts));
  }

  /** Written whatever becomes of the caller's transaction. */
  @Retried
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void recordApart(String chain, AuditEvent event, String actor, AuditEntry.Fact... facts) {
    append(rows.lock(chain), event, actor, List.of(facts));
  }

  private void append(
      AuditChain chain, AuditEvent event, String actor, List<AuditEntry.Fact> facts) {
    Instant now = clock.now();
    AuditEntry entry =
        new AuditEntry(
            chain.chain(),
            chain.next(),
            now,
            event.code(),
            actor,
            facts.stream().limit(FACTS_MOST).toList(),
            chain.hash());
    String signed = keys.current().sign(AuditEntry.TYPE, entry);
    rows.add(new StoredEntry(chain.chain(), chain.next(), event.code(), now, signed));
    chain.append(ChainCheck.hash(signed));
  }

  /** Entries after this number, looked through. */
  @Transactional
  public AuditPage page(String chain, long after, int most) {
    List<AuditKey> published = keys.published();
    AuditChain state = rows.find(chain).orElseGet(() -> new AuditChain(chain));
    long first = Math.max(after + 1, state.keptFrom());
    List<StoredEntry> found = rows.after(chain, first - 1, most);
    List<String> entries = found.stream().map(StoredEntry::entry).toList();
    long last = first - 1 + entries.size();
    boolean more = last < state.sequence() && entries.size() == most;
    String head =
        keys.current()
            .sign(
                AuditHead.TYPE, new AuditHead(chain, state.sequence(), state.hash(), clock.now()));
    Optional<String> fault =
        state.sequence() < first
            ? Optional.empty()
            : new ChainCheck(published)
                .fault(
                    chain,
                    first,
                    before(state, first),
                    entries,
                    more ? Optional.empty() : Optional.of(head));
    return new AuditPage(
        chain,
        entries,
        more,
        head,
        published,
        fault.isEmpty(),
        fault.orElse("Signatures, numbers and hashes of " + entries.size() + " entries agree."));
  }

  /** What the first entry of a page must hold as the hash before it. */
  private Optional<String> before(AuditChain state, long first) {
    if (first == 1) {
      return Optional.of("");
    } else if (first > state.keptFrom()) {
      return rows.after(state.chain(), first - 2, 1).stream()
          .filter(entry -> entry.sequence() == first - 1)
          .map(entry -> ChainCheck.hash(entry.entry()))
          .findFirst();
    }
    return rows.newest(state.chain(), AuditEvent.LOG_SHORTENED.code())
        .flatMap(entry -> read(entry.entry()))
        .flatMap(entry -> value(entry, "hash"));
  }

  /** The newest entry of this event, without a look at its signature. */
  public Optional<AuditEntry> newest(String chain, AuditEvent event) {
    return rows.newest(chain, event.code()).flatMap(stored -> read(stored.entry()));
  }

  static Optional<String> value(AuditEntry entry, String name) {
    return entry.facts().stream()
        .filter(fact -> fact.name().equals(name))
        .map(AuditEntry.Fact::value)
        .findFirst();
  }

  private static Optional<AuditEntry> read(String signed) {
    try {
      return Optional.of(CompactJws.parse(signed, ChainCheck.LONGEST).read(AuditEntry.class));
    } catch (CompactJws.DefectException e) {
      return Optional.empty();
    }
  }

  @Transactional
  public List<String> chains() {
    return rows.chains();
  }

  /**
   * Deletes entries that are older, whole days at a time; that this was done, and the hash of the
   * last one, is an entry itself.
   */
  @Retried
  @Transactional
  public void deleteBefore(String chain, Instant time) {
    Instant day = time.truncatedTo(ChronoUnit.DAYS);
    AuditChain state = rows.lock(chain);
    Optional<StoredEntry> last =
        rows.lastBefore(chain, day).filter(entry -> entry.sequence() >= state.keptFrom());
    if (last.isEmpty()) {
      return;
    }
    append(
        state,
        AuditEvent.LOG_SHORTENED,
        "server",
        List.of(
            fact("up-to", last.get().sequence()),
            fact("hash", ChainCheck.hash(last.get().entry()))));
    rows.deleteUpTo(chain, last.get().sequence());
    state.keepFrom(last.get().sequence() + 1);
  }
}
