package dev.rejeton.adapter.persistence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/// Finds the parameters of a statement, `:name` outside of quotes. Jdbi's own parser does the same
/// by a grammar for any SQL there is, which takes its time to load at every start.
final class NamedParameters implements SqlParser {
  private static final Pattern QUOTED_OR_PARAMETER = Pattern.compile("'[^']*'|:(?<name>\\w+)");

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    ParsedSql.Builder parsed = ParsedSql.builder();
    Matcher found = QUOTED_OR_PARAMETER.matcher(sql);
    int end = 0;
    while (found.find()) {
      if (found.group("name") != null) {
        parsed.append(sql.substring(end, found.start())).appendNamedParameter(found.group("name"));
        end = found.end();
      }
    }
    return parsed.append(sql.substring(end)).build();
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    return ":" + name;
  }
}
