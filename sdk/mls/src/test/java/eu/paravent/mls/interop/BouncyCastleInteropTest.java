package eu.paravent.mls.interop;

import eu.paravent.mls.CipherSuite;
import java.util.List;

/** What holds each of these back is in docs/mls-peers.md. */
class BouncyCastleInteropTest extends InteropContract {
  @Override
  Peer theirs(String name, CipherSuite suite) throws Exception {
    return new BouncyPeer(name, suite);
  }

  /** Without a path secret they invent one. */
  @Override
  boolean joinersNeedPath() {
    return true;
  }

  @Override
  int most() {
    return 14;
  }

  /** Where the lower half of the tree is empty, or a member is alone, theirs cannot commit. */
  @Override
  boolean mayRemove(int leaf, List<Integer> leavesThen) {
    int highest = leavesThen.get(leavesThen.size() - 1);
    return highest > 0 && leavesThen.get(0) < Integer.highestOneBit(highest);
  }
}
