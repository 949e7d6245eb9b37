import com.google.googlejavaformat.java.Main;

/// Runs google-java-format over every Java file of the repository; the arguments are its options.
void main(String... options) throws Exception {
  var java = FileSystems.getDefault().getPathMatcher("glob:**.java");
  var built = FileSystems.getDefault().getPathMatcher("glob:*/target/**");
  var command = new ArrayList<>(List.of(options));
  try (var files = Files.walk(Path.of(""))) {
    files
        .filter(file -> java.matches(file) && !built.matches(file))
        .map(Path::toString)
        .sorted()
        .forEach(command::add);
  }
  var formatter =
      new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in);
  System.exit(formatter.format(command.toArray(String[]::new)));
}
