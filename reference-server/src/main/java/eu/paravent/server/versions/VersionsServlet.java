package eu.paravent.server.versions;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.ServerVersions;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The list of versions, and the refusal of every version that is not there. Those that are there
 * have longer addresses, so they do not come here.
 */
@WebServlet(Paths.VERSIONS + "/*")
public class VersionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern VERSION = Pattern.compile("/v[0-9]+(?:/.*)?");

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    if (VERSION.matcher(path).matches()) {
      refuse(
          response,
          Problem.of(
              ProblemCode.VERSION_UNSUPPORTED,
              "This server speaks version 1. Its addresses begin with " + Paths.ROOT + "."));
    } else if (!path.isEmpty()) {
      refuse(
          response,
          Problem.of(
              ProblemCode.NOT_FOUND, "Check the address against the paths of protocol version 1."));
    } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      refuse(response, Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Ask with GET."));
    } else {
      response.setHeader("Cache-Control", "max-age=60");
      write(response, Headers.JSON, ServerVersions.ofThisRelease());
    }
  }

  private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    write(response, Headers.PROBLEM_JSON, problem);
  }

  private static void write(HttpServletResponse response, String type, Record body)
      throws IOException {
    byte[] json = Json.write(body);
    response.setContentType(type);
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
