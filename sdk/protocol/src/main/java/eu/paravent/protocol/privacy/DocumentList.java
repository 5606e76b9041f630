package eu.paravent.protocol.privacy;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#DOCUMENTS}.
 *
 * @param next where the next page begins; empty on the last one
 */
public record DocumentList(List<Entry> documents, Optional<String> next) {
  /**
   * @param document its name in the address
   */
  public record Entry(String document, String german, String english) {}
}
