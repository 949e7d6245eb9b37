package dev.rejeton.requirements;

import java.util.List;

/// A line of the list of requirements.
///
/// @param level `M`, `S`, `P` or `O`
/// @param whyNot why no test covers it; blank if one should
record Line(String id, String level, String requirement, String whyNot) {
  private static final int COLUMNS = 6;

  /// {@return the lines of a table of tab-separated columns, which begins with their names}
  static List<Line> of(String table) {
    return table.lines().skip(1).map(Line::parse).toList();
  }

  private static Line parse(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(cells.length + " columns: " + line);
    }
    return new Line(cells[0], cells[1], cells[2], cells[5]);
  }

  Group group() {
    return Group.valueOf(id.substring(0, id.indexOf('-')));
  }

  /// {@return whether it needs a test or a reason}
  boolean isDue() {
    return level.equals("M") && group().covers(id);
  }

  boolean hasReason() {
    return !whyNot.isBlank();
  }
}
