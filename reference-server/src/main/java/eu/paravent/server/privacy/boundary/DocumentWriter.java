package eu.paravent.server.privacy.boundary;

import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.server.privacy.control.HtmlPage;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Documents for people, where HTML is asked for; as a file, not as a page of this server. */
@Provider
@Produces(MediaType.TEXT_HTML)
public class DocumentWriter implements MessageBodyWriter<PrivacyDocument> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == PrivacyDocument.class;
  }

  @Override
  public void writeTo(
      PrivacyDocument value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
    headers.putSingle(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"" + value.document() + "." + value.language() + ".html\"");
    body.write(HtmlPage.of(value).getBytes(StandardCharsets.UTF_8));
  }
}
