package eu.paravent.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param lines how many there are
 * @param records how many of them are records
 * @param erased records whose content was deleted after its time, and said so
 * @param opened whether the content was opened and verified too, not only the chain
 * @param stampedUntil the newest time that a trusted timestamp stands for
 * @param findings empty where everything is as it was written
 */
public record Verdict(
    String journal,
    long lines,
    long records,
    long erased,
    boolean opened,
    Optional<Instant> stampedUntil,
    List<Finding> findings) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  public boolean sound() {
    return findings.isEmpty();
  }
}
