package eu.paravent.server.pages;

import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The page that the type of a problem names: what it means and what to do. */
@WebServlet(Problem.TYPE_PREFIX + "*")
public class ProblemPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private transient ProblemTexts texts = ProblemTexts.none();

  @Override
  public void init() throws ServletException {
    try {
      texts = ProblemTexts.load();
    } catch (IOException e) {
      throw new ServletException("The archive lacks the texts of problems", e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    Optional<ProblemCode> code =
        path == null || path.isEmpty() ? Optional.empty() : ProblemCode.find(path.substring(1));
    if (code.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "max-age=3600");
    new BilingualPage(code.get().code(), texts.german(code.get()), texts.english(code.get()))
        .answer(request, response);
  }
}
