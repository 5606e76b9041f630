package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.List;

/** What the facade shows of an epoch. */
public final class EpochView {
  private final EpochState state;
  private final long epoch;

  EpochView(EpochState state, long epoch) {
    this.state = state;
    this.epoch = epoch;
  }

  public byte[] groupId() {
    return state.group().groupId().clone();
  }

  /** Of a prepared external join: the epoch its commit is for. */
  public long epoch() {
    return epoch;
  }

  public int ownLeafIndex() {
    return state.ownLeaf();
  }

  public List<Member> members() {
    return state.group().members();
  }

  public Extensions contextExtensions() {
    return state.group().context().extensions();
  }

  public byte[] exportSecret(SuiteCrypto crypto, String label, byte[] context, int length) {
    return state.secrets().export(crypto, label, context, length);
  }

  public byte[] epochAuthenticator() {
    return state.secrets().authenticator().expose().clone();
  }

  public byte[] groupInfo(LocalClient client) {
    return state.groupInfo(client).encode();
  }
}
