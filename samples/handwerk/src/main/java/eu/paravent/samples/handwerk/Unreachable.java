package eu.paravent.samples.handwerk;

import eu.paravent.client.ChatException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What needed the chat server, or was refused by it: nothing of it was done. */
@Provider
public class Unreachable implements ExceptionMapper<ChatException> {
  private static final System.Logger LOG = System.getLogger(Unreachable.class.getName());

  @Context HttpHeaders headers;

  @Override
  public Response toResponse(ChatException e) {
    LOG.log(System.Logger.Level.WARNING, e.getMessage());
    Texts texts = Texts.in(headers.getAcceptableLanguages().get(0));
    return Response.status(503)
        .type("text/plain;charset=UTF-8")
        .entity(texts.get("problem.chat"))
        .build();
  }
}
