package eu.paravent.server.pages;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Scripts, styles and the compiled core of the guest's page. Thread-safe. */
@WebServlet("/web/*")
public class WebAssets extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Pattern NAME =
      Pattern.compile("/([a-z-]{1,40}\\.(?:js|css|svg|wasm)|SHA256SUMS)");

  /** A host page may load the element from here; the others are for our own pages only. */
  private static final String FOR_HOSTS = "/paravent-chat.js";

  private final transient ConcurrentHashMap<String, WebAsset> loaded = new ConcurrentHashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    Optional<WebAsset> asset =
        path != null && NAME.matcher(path).matches() ? find(path.substring(1)) : Optional.empty();
    if (asset.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    // asked for each time, and answered with "unchanged": page, scripts and core always fit
    response.setHeader("Cache-Control", "no-cache");
    PageHeaders.program(response);
    if (path.equals(FOR_HOSTS)) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    asset.get().answer(request, response);
  }

  private Optional<WebAsset> find(String name) throws IOException {
    WebAsset known = loaded.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<WebAsset> fresh = WebAsset.load(name);
    fresh.ifPresent(asset -> loaded.put(name, asset));
    return fresh;
  }
}
