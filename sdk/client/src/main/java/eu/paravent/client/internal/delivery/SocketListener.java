package eu.paravent.client.internal.delivery;

import eu.paravent.client.spi.Transport.PushListener;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Puts fragments together and tells the end once. The JDK calls it one at a time. */
final class SocketListener implements WebSocket.Listener {
  /** Above the largest frame an honest server sends, so that a hostile one cannot fill the heap. */
  private static final int FRAME_MOST = 24 << 20;

  private static final int FAULT = 1006, TOO_BIG = 1009;

  private final PushListener listener;
  private final StringBuilder text = new StringBuilder();
  private final AtomicBoolean ended = new AtomicBoolean();

  SocketListener(PushListener listener) {
    this.listener = listener;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    if (text.length() + data.length() > FRAME_MOST) {
      socket.abort();
      end(TOO_BIG, "frame too large");
      return null;
    }
    text.append(data);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      text.trimToSize();
      listener.onText(whole);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end(code, reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end(FAULT, error.getClass().getSimpleName());
  }

  private void end(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      listener.onClosed(code, reason);
    }
  }
}
