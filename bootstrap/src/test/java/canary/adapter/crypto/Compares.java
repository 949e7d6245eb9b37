package canary.adapter.crypto;

import canary.domain.Secret;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiPredicate;

/// Rule 27.
final class Compares {
  boolean bytes(byte[] ours, byte[] theirs) {
    return Arrays.equals(ours, theirs);
  }

  boolean characters(char[] ours, char[] theirs) {
    return Arrays.equals(ours, theirs);
  }

  BiPredicate<byte[], byte[]> byReference() {
    return Arrays::equals;
  }

  boolean text(Secret ours, String theirs) {
    return theirs.equals(ours.reveal());
  }

  boolean textInAnyCase(Secret ours, String theirs) {
    return theirs.equalsIgnoreCase(ours.reveal());
  }

  boolean content(Secret ours, StringBuilder theirs) {
    return ours.reveal().contentEquals(theirs);
  }

  boolean objects(Secret ours, Secret theirs) {
    return Objects.equals(ours.reveal(), theirs.reveal());
  }
}
