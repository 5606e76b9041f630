package eu.paravent.samples.handwerk;

import eu.paravent.client.UserId;
import eu.paravent.client.identity.BrowserEnrolment;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.samples.handwerk.Huber.Staff;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/** The pages of the office, and what their buttons do. */
@Path("/")
@RequestScoped
@Produces("text/html;charset=UTF-8")
public class Office {
  /** Everything else of the application lies beside it: style, script. */
  @ApplicationPath("/office")
  public static class Pages extends Application {}

  @Inject Orders orders;
  @Inject OrderChat chat;
  @Inject OrganisationAuthority authority;
  @Inject SignedIn signedIn;
  @Inject OfficePages pages;
  @Context HttpHeaders headers;

  @GET
  public String overview() {
    return pages.overview(texts(), orders.quotes(), orders.all());
  }

  @GET
  @Path("sign-in")
  public String door() {
    return pages.door(texts());
  }

  /** Your own sign-in takes this place: here one is whoever one says. */
  @POST
  @Path("sign-in")
  public Response signIn(@FormParam("as") String name, @Context HttpServletRequest request) {
    Staff person =
        Arrays.stream(Staff.values())
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(BadRequestException::new);
    request.getSession();
    request.changeSessionId();
    signedIn.as(person);
    return to("");
  }

  @POST
  @Path("language")
  public Response language(@FormParam("in") String tag) {
    signedIn.reads(Locale.forLanguageTag(String.valueOf(tag)));
    return to("");
  }

  @POST
  @Path("quotes/{number}")
  public Response accept(@PathParam("number") int number) {
    orders.accept(number);
    return to(number);
  }

  @GET
  @Path("orders/{number}")
  public String order(@PathParam("number") int number) {
    return page(number, Html.NOTHING);
  }

  // tag::plan[]
  @POST
  @Path("orders/{number}/plan")
  public Response plan(
      @PathParam("number") int number,
      @FormParam("week") int week,
      @FormParam("crew") String crew) {
    if (week < 1 || week > 53 || !Huber.CREWS.contains(crew)) {
      throw new BadRequestException();
    }
    try {
      chat.begin(number, title(number));
      orders.plan(number, week, crew);
      return to(number);
    } catch (PersistenceException e) {
      return Response.status(409).entity(page(number, problem("taken", crew, week))).build();
    }
  }

  // end::plan[]

  @POST
  @Path("orders/{number}/guest")
  public Response invite(@PathParam("number") int number) {
    chat.begin(number, title(number));
    chat.invite(number, orders.find(number).quote().customer().name());
    return to(number);
  }

  @POST
  @Path("orders/{number}/partner")
  public Response partner(@PathParam("number") int number, @FormParam("address") String address) {
    chat.begin(number, title(number));
    try {
      if (chat.add(number, new UserId(String.valueOf(address).strip()))) {
        return to(number);
      }
    } catch (IllegalArgumentException e) {
      // said below, as for one that is not in use
    }
    return Response.status(404).entity(page(number, problem("nobody"))).build();
  }

  /** The page asks for it until it is done: a browser that is new makes its keys first. */
  @POST
  @Path("orders/{number}/chat")
  public Response join(@PathParam("number") int number) {
    chat.begin(number, title(number));
    boolean inside = chat.add(number, authority.user(signedIn.person().name()));
    return Response.status(inside ? 204 : 202).build();
  }

  /** The browser becomes a device of whoever is signed in, and of nobody else. */
  @POST
  @Path("enrol")
  @Produces("application/json")
  public Response enrol(String request) {
    try {
      return Response.ok(
              BrowserEnrolment.answer(authority.enroller(signedIn.person().name()), request))
          .build();
    } catch (IllegalArgumentException e) {
      return Response.status(403).build();
    }
  }

  private String page(int number, Html problem) {
    return pages.order(texts(), orders.find(number), signedIn.person(), problem);
  }

  private Html problem(String key, Object... values) {
    return Html.of("<p role=\"alert\">{}</p>", texts().get("problem." + key, values));
  }

  private String title(int number) {
    return OfficePages.title(orders.find(number));
  }

  private Texts texts() {
    return Texts.in(signedIn.language().orElseGet(() -> headers.getAcceptableLanguages().get(0)));
  }

  private static Response to(int order) {
    return to("orders/" + order);
  }

  /** Below {@code /office/}. */
  private static Response to(String path) {
    return Response.seeOther(URI.create(path)).build();
  }
}
