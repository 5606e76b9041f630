package eu.paravent.server.notices.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedReceipt;
import eu.paravent.server.notices.control.Receipts;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/receipts")
@RequestScoped
@Tag(name = "notices")
@Produces(Headers.JSON)
public class ReceiptsResource {
  @Inject Receipts receipts;
  @Inject Caller caller;

  @GET
  @Transactional
  @Operation(summary = "What the caller's device signed about privacy notices, the newest last")
  @Refuses(ProblemCode.INVALID_VALUE)
  public ReceiptList own(
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    return receipts.own(caller.device(), Page.of(after, limit));
  }

  @POST
  @Retried
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Leave a receipt",
      description =
          "That a person took note of a notice, consented, or withdraws. Signed by the device of"
              + " the person; the same one again changes nothing.")
  @Refuses({ProblemCode.RECEIPT_REFUSED, ProblemCode.CERTIFICATE_REFUSED})
  public void leave(SignedReceipt receipt) {
    receipts.accept(caller.device(), receipt.receipt());
  }
}
