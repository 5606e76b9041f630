package eu.paravent.client.event;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.Verification;
import java.util.List;

/** What happens to devices and to the trust in them. */
public interface DeviceEvent extends ChatEvent {
  /**
   * This person has another device now, certified by the own organisation. A person who did not set
   * one up asks the organisation to revoke it. Comes once for a device; those that were there
   * before this one are not told.
   *
   * @param device its URI
   */
  record DeviceAdded(EventCursor cursor, String device) implements DeviceEvent {}

  /**
   * Someone who stays in a conversation reads it on other devices from now on. Known from the group
   * itself, whatever the server says.
   *
   * @param joined URIs of devices that read from now on
   * @param left URIs of devices that do not any more
   */
  record DevicesChanged(
      EventCursor cursor,
      ConversationId conversation,
      UserId person,
      List<String> joined,
      List<String> left)
      implements DeviceEvent {}

  /**
   * A person is trusted otherwise than before: compared, not any more, or there is a key that was
   * not there when the numbers were compared.
   */
  record VerificationChanged(
      EventCursor cursor, UserId person, Verification before, Verification now)
      implements DeviceEvent {}

  /**
   * An organisation is trusted otherwise than before.
   *
   * @param organisation its id
   */
  record OrganisationVerificationChanged(
      EventCursor cursor, String organisation, Verification before, Verification now)
      implements DeviceEvent {}
}
