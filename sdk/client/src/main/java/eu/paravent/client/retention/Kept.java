package eu.paravent.client.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a message still exists on this device, and when it goes.
 *
 * @param keptAs what its conversation is kept as
 * @param notBefore until when it has to be kept: so long an archivist has it, whoever deletes it
 * @param goes when this device deletes it; empty where nothing says so
 * @param archived whether an archivist keeps records of the conversation now
 * @param company whose signed minimum holds, where that is longer than what was agreed in the
 *     conversation; empty where it is not
 */
public record Kept(
    Why why,
    ConversationClass keptAs,
    Optional<Instant> notBefore,
    Optional<Instant> goes,
    boolean archived,
    Optional<String> company) {

  /** What holds it here. */
  public enum Why {
    /** Nothing: its content is not here any more. */
    GONE,
    /**
     * A minimum that is not over, of the conversation or of an owner's company, whatever its sender
     * said about disappearing.
     */
    MINIMUM,
    /** Its sender said when it disappears. */
    TIMED,
    /** The conversation's maximum is not reached. */
    BEFORE_MAXIMUM,
    /** Nobody said when it goes. */
    UNLIMITED
  }

  /** In a sentence, English. */
  public String inEnglish() {
    return switch (why) {
      case GONE ->
          "The content is not on this device any more"
              + archive(", an archivist keeps it until ", ".");
      case MINIMUM ->
          "Has to be kept until "
              + day(notBefore)
              + company.map(whose -> " by the rules of " + whose).orElse("")
              + end(", then deleted here on ", ".");
      case TIMED -> "Disappears on " + day(goes) + ", as its sender said.";
      case BEFORE_MAXIMUM -> "Kept until the conversation's limit, deleted on " + day(goes) + ".";
      case UNLIMITED -> "Nobody set a limit for this conversation.";
    };
  }

  /** In a sentence, German. */
  public String inGerman() {
    return switch (why) {
      case GONE ->
          "Der Inhalt ist nicht mehr auf diesem Gerät"
              + archive(", ein Archivar bewahrt ihn auf bis ", ".");
      case MINIMUM ->
          "Muss bis "
              + day(notBefore)
              + " aufbewahrt werden"
              + company.map(whose -> " nach den Regeln von " + whose).orElse("")
              + end(", wird hier gelöscht am ", ".");
      case TIMED -> "Verschwindet am " + day(goes) + ", wie vom Absender bestimmt.";
      case BEFORE_MAXIMUM ->
          "Aufbewahrt bis zur Höchstfrist des Gesprächs, gelöscht am " + day(goes) + ".";
      case UNLIMITED -> "Für dieses Gespräch ist keine Frist festgelegt.";
    };
  }

  private String archive(String words, String otherwise) {
    return archived && notBefore.isPresent() ? words + day(notBefore) + "." : otherwise;
  }

  private String end(String words, String otherwise) {
    return goes.isPresent() ? words + day(goes) + "." : otherwise;
  }

  private static String day(Optional<Instant> time) {
    return time.map(t -> t.toString().substring(0, 10)).orElse("");
  }
}
