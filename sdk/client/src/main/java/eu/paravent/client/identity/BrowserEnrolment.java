package eu.paravent.client.identity;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.UserId;
import java.util.Base64;
import java.util.List;

/**
 * A host's answer to {@code <paravent-chat>}, which asks for a certificate of the device that a
 * member of staff has in the browser. The host serves it at an address of its own, behind its own
 * sign-in:
 *
 * <pre>{@code
 * String answer = BrowserEnrolment.answer(authority.enroller(session.user()), requestBody);
 * }</pre>
 *
 * Thread-safe.
 */
public final class BrowserEnrolment {
  private static final int REQUEST_MOST = 4_096;

  private BrowserEnrolment() {}

  /**
   * @param enroller for the user whom the host's session names, whatever the request says
   * @param request JSON as the element posts it: {@code user}, {@code device}, {@code publicKey}
   * @return JSON for the element: {@code certificates}
   * @throws IllegalArgumentException if the request is malformed or names another user: answer with
   *     400 or 403
   */
  public static String answer(Enroller enroller, String request) {
    DeviceRequest asked = parse(request);
    if (!asked.user().equals(enroller.user())) {
      throw new IllegalArgumentException("The request is for another user than the one signed in");
    }
    List<byte[]> chain = enroller.certify(asked);
    JsonArray certificates = new JsonArray();
    for (byte[] certificate : chain) {
      certificates.add(Base64.getEncoder().encodeToString(certificate));
    }
    JsonObject answer = new JsonObject();
    answer.put("certificates", certificates);
    return JsonWriter.string(answer);
  }

  private static DeviceRequest parse(String request) {
    if (request.length() > REQUEST_MOST) {
      throw new IllegalArgumentException("A device's request is shorter than that");
    }
    try {
      JsonObject json = JsonParser.object().from(request);
      return new DeviceRequest(
          new UserId(json.getString("user", "")),
          json.getString("device", ""),
          Base64.getDecoder().decode(json.getString("publicKey", "")));
    } catch (JsonParserException e) {
      throw new IllegalArgumentException("A device's request is a JSON object", e);
    }
  }
}
