package eu.paravent.client.privacy;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import java.time.Instant;
import java.util.List;

/**
 * That everything a person said in a conversation is to be erased, and what became of that. Each
 * device answers by itself once it has done so; nobody can make a device forget that does not want
 * to.
 *
 * @param person whose words they are
 * @param by who asked: the person, or an owner of its organisation
 * @param at when the server took the request
 * @param answers in the order in which they came
 * @param outstanding devices inside that have not answered; those that left since, or were removed,
 *     are in neither list: nothing more is known of them
 */
public record Erasure(
    ConversationId conversation,
    UserId person,
    UserId by,
    Instant at,
    List<Answer> answers,
    List<Device> outstanding) {

  /** Whether every device that is still inside has answered. */
  public boolean confirmedByAll() {
    return outstanding.isEmpty();
  }

  /** Whether somebody keeps a part because it has to. */
  public boolean restricted() {
    return answers.stream().anyMatch(answer -> answer.outcome() == Outcome.RESTRICTED);
  }

  /** What a device says that it did. */
  public record Answer(Device device, Outcome outcome, Instant at) {}

  /** A device, and whose it is. */
  public record Device(String uri, UserId user) {}

  /** What a device did. */
  public enum Outcome {
    /** Nothing of it is on that device any more. */
    ERASED,
    /**
     * It is an archivist's: what has to be kept no longer is deleted, the rest is set apart until
     * its time is over, and deleted then (GDPR Art. 17(3)(b), 18).
     */
    RESTRICTED
  }
}
