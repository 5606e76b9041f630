package eu.paravent.server.delivery.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The public state of a group's current epoch: what the server follows and what joiners need. */
@Entity
@Table(name = "group_tree")
public class GroupTree {
  @Id
  @Column(name = "group_id")
  private String groupId;

  @Column(name = "epoch")
  private long epoch;

  @Column(name = "sequence")
  private long sequence;

  @Column(name = "state")
  private byte[] state;

  @Column(name = "group_info")
  private byte[] groupInfo;

  protected GroupTree() {}

  public GroupTree(String groupId, byte[] state, byte[] groupInfo) {
    this.groupId = groupId;
    this.state = state.clone();
    this.groupInfo = groupInfo.clone();
  }

  /**
   * The next epoch, byte-exact.
   *
   * @param commit sequence number of the commit that led here
   */
  public void replace(long nextEpoch, long commit, byte[] nextState, byte[] nextGroupInfo) {
    epoch = nextEpoch;
    sequence = commit;
    state = nextState.clone();
    groupInfo = nextGroupInfo.clone();
  }

  public long epoch() {
    return epoch;
  }

  public long sequence() {
    return sequence;
  }

  public byte[] state() {
    return state.clone();
  }

  public byte[] groupInfo() {
    return groupInfo.clone();
  }
}
