package eu.paravent.load;

import java.io.IOException;

/** Sends messages of one member, one after the other. Not thread-safe. */
interface Poster extends AutoCloseable {
  /**
   * Returns once the server has answered that it keeps it.
   *
   * @param index which of the prepared messages
   * @return by which the recipients know it
   */
  long post(int index) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
