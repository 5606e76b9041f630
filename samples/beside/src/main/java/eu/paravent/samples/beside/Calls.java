package eu.paravent.samples.beside;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Questions to another system over HTTP. Each fails with {@link IOException}. Thread-safe. */
public final class Calls {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Calls() {}

  public static Object json(HttpRequest.Builder question) throws IOException {
    try {
      return JsonParser.any().from(text(question));
    } catch (JsonParserException e) {
      throw new IOException("No JSON came from " + question.build().uri(), e);
    }
  }

  public static String text(HttpRequest.Builder question) throws IOException {
    HttpRequest request = question.timeout(PATIENCE).build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            request.method() + " " + request.uri() + " was answered by " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + request.uri() + " was asked", e);
    }
  }
}
