package dev.rejeton.application.port.out;

import dev.rejeton.domain.Denial;
import java.time.Instant;
import java.util.List;

/// Keeps which access tokens count no longer although they have not expired. A [SessionStore] adds
/// to it: with every session it stores that has a denial ([dev.rejeton.domain.Session#denial]), in
/// the same step. Failing as [SessionStore].
public interface DenialLog {
  /// A denial with its place in the log.
  record Entry(long number, Denial denial) {}

  /// {@return something that differs from the last time if anything was added since, by whatever
  /// process} It may differ though nothing was. Costs no look at the data.
  long mark();

  /// {@return what was added after this number and is not over yet, in the order it was added, no
  /// more than `limit`}
  List<Entry> after(long number, Instant now, int limit);

  /// Forgets denials that were over before an instant, no more than `limit` of them at once.
  ///
  /// @return how many were forgotten
  int purge(Instant before, int limit);
}
