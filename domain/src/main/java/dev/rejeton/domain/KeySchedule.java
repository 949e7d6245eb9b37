package dev.rejeton.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When signing keys are published, used and retired. A key is published long before it signs, so
/// that no verifier meets a token of a key it has had no chance to learn, and stays published until
/// the last token it signed has expired.
///
/// @param notice how long before its first use a key is published
/// @param use how long a key signs
/// @param keep how long a key stays after its successor has begun to sign
public record KeySchedule(Duration notice, Duration use, Duration keep) {
  private static final Comparator<SigningKeyLife> BY_USE =
      Comparator.comparing(SigningKeyLife::signsFrom).thenComparingInt(SigningKeyLife::number);

  public KeySchedule {
    if (notice.isNegative() || use.compareTo(notice) <= 0 || keep.isNegative()) {
      throw new IllegalArgumentException("a key is used for longer than it is announced before");
    }
  }

  /// {@return the key that signs now} The latest whose time has come; if the time of none has, the
  /// earliest, because a server without a key is of no use.
  public static Optional<SigningKeyLife> signing(List<SigningKeyLife> keys, Instant now) {
    return keys.stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .max(BY_USE)
        .or(() -> keys.stream().min(BY_USE));
  }

  /// {@return from when on a successor is to sign, if it is time to make one}
  public Optional<Instant> successorFrom(List<SigningKeyLife> keys, Instant now) {
    boolean isMade = keys.stream().anyMatch(key -> key.signsFrom().isAfter(now));
    return signing(keys, now)
        .map(key -> key.signsFrom().plus(use).minus(notice))
        .filter(due -> !isMade && !now.isBefore(due))
        .map(due -> now.plus(notice));
  }

  /// {@return the keys of which every token has expired}
  public List<SigningKeyLife> outlived(List<SigningKeyLife> keys, Instant now) {
    return signing(keys, now).stream()
        .filter(signing -> !signing.signsFrom().plus(keep).isAfter(now))
        .flatMap(signing -> keys.stream().filter(key -> BY_USE.compare(key, signing) < 0))
        .toList();
  }
}
