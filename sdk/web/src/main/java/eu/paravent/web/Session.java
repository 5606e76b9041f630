package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import org.jspecify.annotations.Nullable;

/** What the page can call. */
interface Session {
  /**
   * @param method as the page's scripts name it
   * @return JSON, text, or bytes
   */
  @Nullable Object call(String method, JsonObject in, byte[] bytes);
}
