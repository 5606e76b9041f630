package eu.paravent.server.json.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads protocol records with the codec that the client writes them with. */
@Provider
@Consumes(Headers.JSON)
public class RecordReader implements MessageBodyReader<Record> {
  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] json = body.readNBytes(Limits.JSON + 1);
    if (json.length > Limits.JSON) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE, "A JSON request holds at most " + Limits.JSON + " bytes.");
    }
    return Json.read(type, json);
  }
}
