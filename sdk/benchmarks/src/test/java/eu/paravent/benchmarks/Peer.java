package eu.paravent.benchmarks;

import java.util.Optional;
import java.util.OptionalLong;

/** One member of a group by one implementation. */
interface Peer extends AutoCloseable {
  byte[] keyPackage() throws Exception;

  /** With the key package made last. */
  void join(byte[] welcome) throws Exception;

  /** Makes a commit with an empty proposal list and moves on with it. */
  byte[] update() throws Exception;

  void process(byte[] commit) throws Exception;

  byte[] encrypt(byte[] data) throws Exception;

  void decrypt(byte[] message) throws Exception;

  /** Of the process that this member is in, in nanoseconds. */
  default long cpu() throws Exception {
    return CpuTime.ofProcess();
  }

  /** Bytes that this member keeps outside memory, where it does. */
  default OptionalLong stored() throws Exception {
    return OptionalLong.empty();
  }

  /** Its group once more, in memory of its own, where that can be had in this process. */
  default Optional<Object> again() throws Exception {
    return Optional.empty();
  }

  @Override
  default void close() throws Exception {}
}
