package eu.paravent.testkit.internal;

import eu.paravent.protocol.ProblemCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All groups. */
final class Groups {
  private final Map<String, Group> byId = new LinkedHashMap<>();

  /** Whether a group exists is the business of its members: others get the same answer. */
  Group known(String id) {
    Group group = byId.get(id);
    if (group == null) {
      throw Group.notAMember(id);
    }
    return group;
  }

  void add(Group group) {
    if (byId.putIfAbsent(group.id(), group) != null) {
      throw exists(group.id());
    }
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  Collection<Group> all() {
    return byId.values();
  }

  static Refusal exists(String id) {
    return new Refusal(
        ProblemCode.GROUP_EXISTS, "Group " + id + " exists: choose a random group id");
  }
}
