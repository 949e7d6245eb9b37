package dev.rejeton.simulation;

import java.util.Locale;

/// A picture in SVG, on a white panel so that a dark page does not swallow it.
final class Drawing {
  private final StringBuilder svg = new StringBuilder();

  Drawing(int width, int height, String title, String description) {
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
        role="img" aria-labelledby="title desc" \
        font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">
          <title id="title">%3$s</title>
          <desc id="desc">%4$s</desc>
        """,
        width, height, title, description);
    rect(0.5, 0.5, width - 1, height - 1, 14, "fill=\"#ffffff\" stroke=\"#d5dce3\"");
  }

  /// @param style attributes of the element, as SVG writes them; so everywhere
  void text(double x, double y, String style, String text) {
    add("  <text x=\"%.1f\" y=\"%.1f\" %s>%s</text>\n", x, y, style, text);
  }

  void rect(double x, double y, double width, double height, double round, String style) {
    add(
        "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\" %s/>\n",
        x, y, width, height, round, style);
  }

  void circle(double x, double y, double radius, String style) {
    add("  <circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s/>\n", x, y, radius, style);
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    add("  <path d=\"M%.1f,%.1f L%.1f,%.1f\" %s/>\n", x1, y1, x2, y2, style);
  }

  private void add(String element, Object... values) {
    svg.append(String.format(Locale.ROOT, element, values));
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
