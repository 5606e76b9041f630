package eu.paravent.server.delivery.control;

import eu.paravent.mls.GroupPolicy;

/**
 * The one rule of conversations that the server holds for the members: nobody ends a group by a
 * ReInit (RFC 9420 §11.2), since what is delivered to it would have no reader any more. All other
 * policy is the members' alone.
 */
final class GoesOn implements GroupPolicy {
  @Override
  public void check(Change change) throws PolicyViolation {
    if (change.reInit().isPresent()) {
      throw new PolicyViolation("A conversation is not reinitialised.");
    }
  }
}
