package eu.paravent.protocol.privacy;

import java.time.Instant;
import java.util.List;

/**
 * A document for data protection officers, made from the running server.
 *
 * @param document its name in the address
 * @param language {@code de} or {@code en}
 * @param software what runs, with its version
 * @param configurationHash SHA-256, in hexadecimal, of the settings that concern privacy
 */
public record PrivacyDocument(
    String document,
    String title,
    String language,
    String organisation,
    Instant generatedAt,
    String software,
    String configurationHash,
    List<Section> sections) {

  /** A part under a heading. */
  public record Section(String title, List<String> paragraphs, List<Table> tables) {}

  /**
   * Facts.
   *
   * @param rows with as many cells as there are columns
   */
  public record Table(String caption, List<String> columns, List<List<String>> rows) {}
}
