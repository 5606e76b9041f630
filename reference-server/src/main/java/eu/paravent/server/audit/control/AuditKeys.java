package eu.paravent.server.audit.control;

import eu.paravent.protocol.audit.AuditEntry;
import eu.paravent.protocol.audit.AuditKey;
import eu.paravent.protocol.audit.AuditKeyList;
import eu.paravent.server.audit.entity.AuditRows;
import eu.paravent.server.audit.entity.SigningKeyRow;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that signs the audit log: in the database, or where the operator says in a file. */
@ApplicationScoped
public class AuditKeys {
  @Inject AuditRows rows;
  @Inject Settings settings;
  @Inject ServerClock clock;
  private volatile @Nullable SigningKey current;

  /** Found, or made where there is none; the same on all nodes. True where it is new. */
  @Retried
  @Transactional
  public boolean open() {
    // of two nodes that start at once, the second finds the key of the first
    rows.lock(AuditEntry.SERVER);
    List<SigningKeyRow> known = rows.keys();
    Optional<String> file = settings.text(Setting.AUDIT_KEY_FILE);
    if (file.isPresent()) {
      SigningKey key = new KeyFile(Path.of(file.get())).key();
      current = key;
      return addUnlessKnown(known, key, Optional.empty());
    }
    for (int i = known.size() - 1; i >= 0; i--) {
      Optional<byte[]> privateKey = known.get(i).privateKey();
      if (privateKey.isPresent()) {
        current = read(known.get(i), privateKey.get());
        return false;
      }
    }
    SigningKey key = SigningKey.create();
    boolean added = addUnlessKnown(known, key, Optional.of(key.insecureExportPrivateKey()));
    current = key;
    return added;
  }

  private boolean addUnlessKnown(
      List<SigningKeyRow> known, SigningKey key, Optional<byte[]> privateKey) {
    if (known.stream().anyMatch(row -> row.id().equals(key.id()))) {
      return false;
    }
    rows.add(new SigningKeyRow(key.id(), key.publicKey(), privateKey, clock.now()));
    return true;
  }

  private static SigningKey read(SigningKeyRow row, byte[] privateKey) {
    try {
      return SigningKey.of(privateKey, row.publicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The key of the audit log in the database is damaged; restore the table audit_key", e);
    }
  }

  SigningKey current() {
    SigningKey key = current;
    if (key == null) {
      throw new IllegalStateException("The audit log was not opened");
    }
    return key;
  }

  /** Public halves, the newest last. */
  @Transactional
  public List<AuditKey> published() {
    return rows.keys().stream()
        .map(row -> new AuditKey(row.id(), row.publicKey(), row.createdAt()))
        .toList();
  }

  @Transactional
  public AuditKeyList published(Page page) {
    Page.Part<AuditKey> part =
        page.mark("audit-keys", 1)
            .behind(
                published(),
                key ->
                    String.format(
                        Locale.ROOT, "%015d %s", key.since().toEpochMilli(), key.keyId()));
    return new AuditKeyList(part.items(), part.next());
  }
}
