package eu.paravent.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Whatever a host can call says what it is for. Its parameters and results say so where their names
 * do not; that what is said is well formed and leads somewhere is checked by the compiler
 * (doclint).
 */
class JavadocTest {
  private static final Path SOURCES = Path.of("../client/src/main/java");
  private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

  @Test
  void everythingPublicHasAComment() throws IOException {
    List<File> files = new ArrayList<>();
    for (String exported : exported()) {
      Path folder = SOURCES.resolve(exported.replace('.', '/'));
      assertThat(folder.resolve("package-info.java")).exists();
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(file -> file.toString().endsWith(".java")).map(Path::toFile).forEach(files::add);
      }
    }

    List<String> silent = silent(files);

    assertThat(files).hasSizeGreaterThan(80);
    assertThat(silent).as("public and without a word").isEmpty();
  }

  private static List<String> exported() throws IOException {
    List<String> packages = new ArrayList<>();
    Matcher matcher = EXPORTS.matcher(Files.readString(SOURCES.resolve("module-info.java")));
    while (matcher.find()) {
      packages.add(matcher.group(1));
    }
    return packages;
  }

  private static List<String> silent(List<File> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> silent = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromFiles(files));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree declared && shown(declared.getModifiers(), false)) {
            look(docs, unit, new TreePath(new TreePath(unit), declared), declared, silent);
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return silent;
  }

  private static void look(
      DocTrees docs, CompilationUnitTree unit, TreePath path, ClassTree type, List<String> silent) {
    note(docs, path, unit.getSourceFile().getName() + " " + type.getSimpleName(), silent);
    boolean open =
        type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
    for (Tree member : type.getMembers()) {
      TreePath at = new TreePath(path, member);
      String name = unit.getSourceFile().getName() + " " + type.getSimpleName() + ".";
      if (member instanceof ClassTree nested && shown(nested.getModifiers(), open)) {
        look(docs, unit, at, nested, silent);
      } else if (member instanceof MethodTree method && speaks(type, method, open)) {
        note(docs, at, name + method.getName() + method.getParameters(), silent);
      } else if (member instanceof VariableTree field
          && type.getKind() != Tree.Kind.RECORD
          && shown(field.getModifiers(), open)) {
        note(docs, at, name + field.getName(), silent);
      }
    }
  }

  /** What a record's parts are is said with the record; what overrides has the comment of that. */
  private static boolean speaks(ClassTree type, MethodTree method, boolean open) {
    boolean constructor = method.getName().contentEquals("<init>");
    boolean own =
        method.getModifiers().getAnnotations().stream()
            .noneMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    boolean written =
        !constructor || (type.getKind() != Tree.Kind.RECORD && !method.getParameters().isEmpty());
    return own && written && shown(method.getModifiers(), open);
  }

  private static boolean shown(ModifiersTree modifiers, boolean open) {
    Set<Modifier> flags = modifiers.getFlags();
    return (open && !flags.contains(Modifier.PRIVATE))
        || flags.contains(Modifier.PUBLIC)
        || flags.contains(Modifier.PROTECTED);
  }

  private static void note(DocTrees docs, TreePath path, String what, List<String> silent) {
    String comment = docs.getDocComment(path);
    if (comment == null || comment.isBlank()) {
      silent.add(what);
    }
  }
}
