package eu.paravent.server.delivery.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

@ApplicationScoped
public class GroupRows {
  @PersistenceContext EntityManager rows;

  public void add(Group group, GroupTree tree) {
    rows.persist(group);
    // The rows that refer to it follow.
    rows.flush();
    rows.persist(tree);
    rows.persist(new LogStart(group.id()));
  }

  public Optional<Group> find(String id) {
    return Optional.ofNullable(rows.find(Group.class, id));
  }

  /** Until the transaction ends, nobody else writes to this group. */
  public Optional<Group> lock(String id) {
    return Optional.ofNullable(rows.find(Group.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  public GroupTree tree(Group group) {
    GroupTree tree = rows.find(GroupTree.class, group.id());
    if (tree == null) {
      throw new IllegalStateException("A group without its tree");
    }
    return tree;
  }

  public Optional<Submission> submission(Submission.Key key) {
    return Optional.ofNullable(rows.find(Submission.class, key));
  }

  public void add(Submission submission) {
    rows.persist(submission);
  }

  public void add(AcceptedCommit commit) {
    rows.persist(commit);
  }
}
