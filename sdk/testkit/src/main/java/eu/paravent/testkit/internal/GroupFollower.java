package eu.paravent.testkit.internal;

import java.util.Set;

/** Follows groups without their secrets, as far as a delivery service has to. */
interface GroupFollower {
  /** What is known of a group in one epoch. */
  interface State {
    long epoch();

    /** Device URIs. */
    Set<String> members();
  }

  /**
   * @param committer device URI
   * @param external whether the committer came in by it
   */
  record Step(State next, String committer, boolean external) {}

  /** A new group, told by the group info of its epoch 0. */
  State begin(byte[] groupId, byte[] groupInfo);

  /** Judges a commit and the group info it leads to; refuses what no honest member could apply. */
  Step apply(State before, byte[] commit, byte[] groupInfo);
}
