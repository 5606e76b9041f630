package eu.paravent.mls.observer;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.schedule.GroupContext;

/**
 * What a GroupInfo says of itself (RFC 9420 §12.4.3), nothing of it verified: enough to choose the
 * client that is to join by it.
 *
 * @param cipherSuite as registered
 * @param epoch unsigned
 */
public record GroupInfoView(int cipherSuite, byte[] groupId, long epoch) {
  /**
   * @param message MLSMessage with a GroupInfo
   */
  public static GroupInfoView read(byte[] message) throws MlsException {
    GroupContext context =
        MlsMessage.decode(message, WireFormat.GROUP_INFO, GroupInfo::read).context();
    return new GroupInfoView(context.cipherSuite(), context.groupId(), context.epoch());
  }
}
