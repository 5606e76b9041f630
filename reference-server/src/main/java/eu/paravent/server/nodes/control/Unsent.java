package eu.paravent.server.nodes.control;

import eu.paravent.server.nodes.control.News.Grown;
import eu.paravent.server.nodes.control.News.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be told to other nodes. Of the entries of one group only the newest waits, of the
 * signals no more than somebody may still want to see; so it stays small however long it takes.
 * Thread-safe.
 */
final class Unsent {
  private static final int SIGNALS_MOST = 1_000;

  private final Map<String, News> waiting = new LinkedHashMap<>();
  private long number;
  private int signals;

  synchronized void add(News news) {
    if (news instanceof Signal && ++signals > SIGNALS_MOST) {
      return;
    }
    if (news instanceof Grown grown && !grown.commit()) {
      waiting.merge(
          grown.groupId(),
          grown,
          (before, now) -> ((Grown) before).sequence() > grown.sequence() ? before : now);
    } else {
      waiting.put("#" + number++, news);
    }
    notifyAll();
  }

  /** Everything, once there is something. */
  synchronized List<News> take() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    List<News> all = new ArrayList<>(waiting.values());
    waiting.clear();
    signals = 0;
    return all;
  }

  /** What could not be sent. Signals are of the moment, which is over. */
  synchronized void putBack(List<News> news) {
    news.stream().filter(each -> !(each instanceof Signal)).forEach(this::add);
  }
}
