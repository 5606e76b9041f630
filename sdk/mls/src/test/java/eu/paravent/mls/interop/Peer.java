package eu.paravent.mls.interop;

import java.util.List;
import java.util.Optional;

/** A member of a group, of whatever implementation. Messages are MLSMessages as bytes. */
interface Peer {
  String name();

  /** A fresh one each time. */
  byte[] keyPackage() throws Exception;

  void create(byte[] groupId) throws Exception;

  void join(byte[] welcome) throws Exception;

  /** Joins, and answers the commit for the others. */
  byte[] joinExternally(byte[] groupInfo) throws Exception;

  /** Commits all pending proposals and these, and is in the next epoch then. */
  Sent commit(Change change) throws Exception;

  /** Proposes a new leaf node for itself. */
  byte[] proposeUpdate() throws Exception;

  /** Takes in a commit or a proposal of another member. */
  void process(byte[] handshake) throws Exception;

  byte[] encrypt(byte[] data) throws Exception;

  byte[] decrypt(byte[] message) throws Exception;

  /** With ratchet tree and external_pub. */
  byte[] groupInfo() throws Exception;

  void registerPsk(byte[] id, byte[] secret) throws Exception;

  int leaf() throws Exception;

  long epoch() throws Exception;

  byte[] authenticator() throws Exception;

  byte[] export(String label, byte[] context, int length) throws Exception;

  /**
   * @param path whether an UpdatePath is asked for where it is not required
   */
  record Change(
      List<byte[]> adds,
      List<Integer> removes,
      List<byte[]> psks,
      List<Long> resumed,
      boolean path) {
    static Change none() {
      return new Change(List.of(), List.of(), List.of(), List.of(), true);
    }

    /** Mixes in the resumption key of that epoch of the group. */
    static Change resumption(long epoch) {
      return new Change(List.of(), List.of(), List.of(), List.of(epoch), true);
    }

    static Change add(boolean path, byte[]... keyPackages) {
      return new Change(List.of(keyPackages), List.of(), List.of(), List.of(), path);
    }

    static Change remove(int leaf) {
      return new Change(List.of(), List.of(leaf), List.of(), List.of(), true);
    }

    static Change psk(byte[] id) {
      return new Change(List.of(), List.of(), List.of(id), List.of(), true);
    }
  }

  record Sent(byte[] commit, Optional<byte[]> welcome) {}
}
