package eu.paravent.web.jdk.java.util.concurrent;

import java.util.ArrayDeque;

/**
 * {@code java.util.concurrent.ConcurrentLinkedQueue} where threads change only at calls that wait.
 */
public final class ConcurrentLinkedQueue<E> extends ArrayDeque<E> {
  private static final long serialVersionUID = 1L;
}
