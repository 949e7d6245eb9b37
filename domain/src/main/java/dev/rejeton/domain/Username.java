package dev.rejeton.domain;

import java.text.Normalizer;
import java.util.Locale;

/// The name a user logs in with, kept as written and compared without regard to case.
public record Username(String written) {
  public static final int MAX_LENGTH = 255;

  /// What a decoder writes for bytes it cannot read: nobody typed it.
  private static final char UNDECODABLE = '\uFFFD';

  public Username {
    if (!isValid(written)) {
      throw new IllegalArgumentException(
          "a user name has 1 to 255 characters, none of them control, and no space at its ends");
    }
  }

  public static boolean isValid(String written) {
    return !written.isEmpty()
        && written.length() <= MAX_LENGTH
        && written.equals(written.strip())
        && written.indexOf(UNDECODABLE) < 0
        && written.equals(Text.clean(written));
  }

  /// {@return what tells this name from others} NFC and lower case, so that neither a keyboard that
  /// composes accents differently nor a capital letter makes a second user.
  public String key() {
    String composed = Normalizer.normalize(written, Normalizer.Form.NFC);
    return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  @Override
  public String toString() {
    return written;
  }
}
