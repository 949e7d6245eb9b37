package dev.rejeton.requirements;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/// The tagged tests of Java sources, as the compiler's own parser sees them.
final class JavaTests extends TreeScanner<Void, String> {
  private static final Pattern TAG = Pattern.compile("Requirement");
  private static final Pattern TEST = Pattern.compile("(Parameterized|Repeated)?Test|TestFactory");

  private final Path file;
  private final List<TaggedTest> found;

  private JavaTests(Path file, List<TaggedTest> found) {
    this.file = file;
    this.found = found;
  }

  static List<TaggedTest> in(Path repository, List<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<TaggedTest> found = new ArrayList<>();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      for (CompilationUnitTree unit : task.parse()) {
        Path file = repository.relativize(Path.of(unit.getSourceFile().toUri()));
        new JavaTests(file, found).scan(unit, "");
      }
    }
    return found;
  }

  @Override
  public Void visitClass(ClassTree type, String owner) {
    boolean isOuter = type.getSimpleName().contentEquals(TaggedTest.title(file));
    String name = isOuter ? "" : owner + "." + type.getSimpleName();
    annotations(type.getModifiers(), TAG).forEach(tag -> collect(tag, name));
    return super.visitClass(type, name);
  }

  @Override
  public Void visitMethod(MethodTree method, String owner) {
    String name = owner + "." + method.getName();
    var tags = annotations(method.getModifiers(), TAG);
    if (!tags.isEmpty() && annotations(method.getModifiers(), TEST).isEmpty()) {
      throw new IllegalArgumentException("A tag without a test: " + file + name);
    }
    tags.forEach(tag -> collect(tag, name));
    return super.visitMethod(method, owner);
  }

  private static List<? extends AnnotationTree> annotations(ModifiersTree modifiers, Pattern type) {
    return modifiers.getAnnotations().stream()
        .filter(found -> type.matcher(found.getAnnotationType().toString()).matches())
        .toList();
  }

  private void collect(AnnotationTree tag, String name) {
    found.add(new TaggedTest(file, name, ids(tag)));
  }

  private static List<String> ids(AnnotationTree annotation) {
    List<String> ids = new ArrayList<>();
    var literals =
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitLiteral(LiteralTree literal, Void nothing) {
            ids.add(literal.getValue().toString());
            return nothing;
          }
        };
    literals.scan(annotation.getArguments(), null);
    return ids;
  }
}
