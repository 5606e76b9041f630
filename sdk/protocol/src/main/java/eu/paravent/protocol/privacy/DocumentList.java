package eu.paravent.protocol.privacy;

import java.util.List;

/** Answer to {@code GET} of {@link eu.paravent.protocol.Paths#DOCUMENTS}. */
public record DocumentList(List<Entry> documents) {
  /**
   * @param document its name in the address
   */
  public record Entry(String document, String german, String english) {}
}
