package dev.rejeton.explorer;

import dev.rejeton.domain.RotationPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What takes part in a story, and how far it is told.
///
/// @param tabs how many tabs the honest device has
/// @param losses how many requests or answers in a row may get lost
/// @param depth how many steps are explored
record Plot(int tabs, int losses, int depth, Set<Part> parts) {
  enum Part {
    /// The device keeps to what docs/rotation.md asks of an honest client.
    PATIENCE,
    THIEF,
    LOGOUTS,
    CLOCK_SET_BACK,
    RESTORED_BACKUP
  }

  private static final Set<Part> ALL_BUT_PATIENCE = EnumSet.complementOf(EnumSet.of(Part.PATIENCE));

  private static final List<Plot> PLOTS =
      List.of(
          new Plot(1, 1, 6, EnumSet.of(Part.THIEF)),
          new Plot(2, 1, 5, EnumSet.of(Part.THIEF, Part.LOGOUTS, Part.CLOCK_SET_BACK)),
          new Plot(1, 1, 6, EnumSet.of(Part.THIEF, Part.RESTORED_BACKUP)),
          new Plot(3, 1, 4, ALL_BUT_PATIENCE),
          new Plot(1, 3, 16, EnumSet.of(Part.PATIENCE)),
          new Plot(3, 3, 10, EnumSet.of(Part.PATIENCE)),
          new Plot(2, 3, 7, EnumSet.of(Part.PATIENCE, Part.LOGOUTS, Part.CLOCK_SET_BACK)),
          new Plot(2, 2, 8, EnumSet.of(Part.PATIENCE, Part.RESTORED_BACKUP)));

  /// An honest client of a server without grace has one tab, and a network that loses nothing.
  private static final List<Plot> WITHOUT_GRACE =
      List.of(
          new Plot(1, 0, 16, EnumSet.of(Part.PATIENCE, Part.LOGOUTS, Part.CLOCK_SET_BACK)),
          new Plot(1, 1, 7, EnumSet.of(Part.THIEF)),
          new Plot(2, 1, 5, EnumSet.of(Part.THIEF, Part.LOGOUTS, Part.CLOCK_SET_BACK)),
          new Plot(3, 1, 5, ALL_BUT_PATIENCE));

  static List<Plot> under(RotationPolicy policy) {
    return policy.gracePeriod().isZero() ? WITHOUT_GRACE : PLOTS;
  }

  boolean has(Part part) {
    return parts.contains(part);
  }
}
