package dev.rejeton.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// How much a reader has to take in at once: the size of each file, and of each method as the
/// compiler's own parser sees it.
final class Sizes {
  private static final int FILE_LINES = 200;
  private static final int METHOD_LINES = 30;
  private static final int PARAMETERS = 6;

  private final List<String> excesses = new ArrayList<>();

  private Sizes() {}

  /// {@return what is too much in these sources, one line for each}
  static List<String> excesses(List<Source> sources) {
    var sizes = new Sizes();
    for (Source source : sources) {
      sizes.measure(source.className(), source.text().lines().count(), "lines", FILE_LINES);
    }
    try {
      sizes.measureMethods(sources.stream().map(Sizes::file).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes.excesses;
  }

  private void measureMethods(List<JavaFileObject> files) throws IOException {
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, files);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      new Methods(unit, positions).scan(unit, "" + unit.getPackageName());
    }
  }

  private static JavaFileObject file(Source source) {
    var uri = URI.create("source:///" + source.path());
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }

  private void measure(String name, long size, String what, int limit) {
    if (size > limit) {
      excesses.add("<%s> has %d %s, %d at most".formatted(name, size, what, limit));
    }
  }

  private final class Methods extends TreeScanner<Void, String> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Methods(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, String owner) {
      return super.visitClass(type, owner + "." + type.getSimpleName());
    }

    @Override
    public Void visitMethod(MethodTree method, String owner) {
      String name = owner + "." + method.getName();
      measure(name, lines(method), "lines", METHOD_LINES);
      measure(name, method.getParameters().size(), "parameters", PARAMETERS);
      return super.visitMethod(method, name);
    }

    private long lines(MethodTree method) {
      LineMap map = unit.getLineMap();
      long first = map.getLineNumber(positions.getStartPosition(unit, method));
      return map.getLineNumber(positions.getEndPosition(unit, method)) - first + 1;
    }
  }
}
