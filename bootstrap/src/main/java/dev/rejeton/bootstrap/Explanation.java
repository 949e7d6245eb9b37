package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Operators.History;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The life of a session in sentences: one for each thing that happened, and one for how it stands.
final class Explanation {
  private Explanation() {}

  static List<String> of(History history, Instant now) {
    Session session = history.session();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Session %s of %s, through %s, on %s."
            .formatted(
                session.id(),
                whose(history),
                session.grant().clientId(),
                session.device().name().isEmpty() ? "a device without a name" : quoted(session)));
    lines.addAll(told(history.events()));
    lines.add(standing(session, now));
    return lines;
  }

  /// Five tabs that retry at one moment are one line.
  private static List<String> told(List<AuditEvent> events) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (AuditEvent event : events) {
      counts.merge("%s  %s".formatted(time(event.at()), sentence(event)), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(line -> line.getValue() == 1 ? line.getKey() : counted(line.getKey(), line.getValue()))
        .toList();
  }

  private static String counted(String line, int count) {
    return "%s (%d times)".formatted(line, count);
  }

  static String time(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace('T', ' ')
        .replace("Z", " UTC");
  }

  static String place(Origin origin) {
    String address = origin.ipAddress().isEmpty() ? "an unknown address" : origin.ipAddress();
    return origin.userAgent().isEmpty()
        ? address
        : "%s (%s)".formatted(address, origin.userAgent());
  }

  private static String whose(History history) {
    String id = history.session().grant().userId().value();
    return history.user().map(user -> "%s (%s)".formatted(user.username(), id)).orElse(id);
  }

  private static String quoted(Session session) {
    return "\"" + session.device().name() + "\"";
  }

  private static String sentence(AuditEvent event) {
    String place = place(event.origin());
    String token = event.token().map(Explanation::name).orElse("");
    return switch (event.type()) {
      case SESSION_OPENED -> "Opened by a login from %s.".formatted(place);
      case TOKEN_ROTATED -> "Refreshed from %s; %s is current.".formatted(place, token);
      case TOKEN_RETRIED -> retry(event, place, token);
      case TOKEN_RECOVERED -> recovery(place, token);
      case TOKEN_RESTORED -> restoration(place, token);
      case TOKEN_CONFIRMED -> confirmation(token);
      case TOKEN_REFUSED -> because("Refused a token", event, place);
      case REUSE_DETECTED -> reuse(event, place, token);
      case SESSION_REVOKED -> because("Revoked", event, place);
      // None of these is of a session.
      case LOGIN_FAILED,
          USER_ADDED,
          USER_DISABLED,
          USER_ENABLED,
          PASSWORD_CHANGED,
          CLIENT_ADDED,
          CLIENT_SECRET_CHANGED,
          CLIENT_REMOVED,
          CLIENT_AUTHENTICATION_FAILED,
          SIGNING_KEY_ADDED,
          SIGNING_KEY_RETIRED,
          SIGNING_KEY_RESEALED ->
          "%s from %s.".formatted(spaced(event.type().name()), place);
    };
  }

  private static String because(String what, AuditEvent event, String place) {
    return "%s from %s: %s.".formatted(what, place, detail(event.detail(), "reason"));
  }

  private static String recovery(String place, String token) {
    return "Recovered from %s: the last answer was never seen at work, so %s took its place."
        .formatted(place, token);
  }

  private static String restoration(String place, String token) {
    return "Refreshed from %s with a token newer than the restored database; %s is current."
        .formatted(place, token);
  }

  private static String confirmation(String token) {
    return "The access token given with %s was seen at work; that answer had arrived."
        .formatted(token);
  }

  private static String retry(AuditEvent event, String place, String token) {
    String came =
        detail(event.detail(), "presented").equals("current")
            ? "Came from %s with the current token"
            : "Retried from %s";
    return (came + " within the grace period; got %s again.").formatted(place, token);
  }

  private static String reuse(AuditEvent event, String place, String token) {
    Map<String, String> detail = event.detail();
    var answered =
        new Origin(
            detail.getOrDefault("answered_ip_address", ""),
            detail.getOrDefault("answered_user_agent", ""));
    return "Reuse detected (%s): %s came back from %s, %s after generation %s was given to %s."
        .formatted(
            detail(detail, "kind"),
            token,
            place,
            span(Duration.parse(detail.getOrDefault("age", "PT0S"))),
            detail.getOrDefault("current_generation", "?"),
            place(answered));
  }

  private static String standing(Session session, Instant now) {
    if (session.revocation().isPresent()) {
      return "It ended at %s: %s."
          .formatted(
              time(session.revocation().get().at()),
              spaced(session.revocation().get().reason().name()));
    }
    if (session.isLive(now)) {
      return "It is live: refreshed %s, ends at %s unless refreshed, at %s in any case."
          .formatted(
              times(session.family().generation()),
              time(session.lifetime().idleAt()),
              time(session.lifetime().endsAt()));
    }
    boolean atEnd = !now.isBefore(session.lifetime().endsAt());
    return atEnd
        ? "It ended at %s: its time was over.".formatted(time(session.lifetime().endsAt()))
        : "It ended at %s: it was not refreshed for too long."
            .formatted(time(session.lifetime().idleAt()));
  }

  private static String name(RefreshToken token) {
    String sibling = token.variant() == 0 ? "" : ", sibling " + token.variant();
    return "generation %d%s".formatted(token.generation(), sibling);
  }

  private static String detail(Map<String, String> detail, String name) {
    return spaced(detail.getOrDefault(name, "unknown"));
  }

  private static String spaced(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String span(Duration duration) {
    if (duration.toHours() > 0) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    return duration.toMinutes() > 0
        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d.%03d s".formatted(duration.toSeconds(), duration.toMillisPart());
  }
}
