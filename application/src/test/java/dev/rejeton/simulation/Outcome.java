package dev.rejeton.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What came of thirty days under a rule.
record Outcome(Rule rule, Map<Habits, Honest> honest, Map<Theft, Stolen> stolen) {

  /// What happened to honest devices of a kind.
  ///
  /// @param loggedOut how many had to log in again at least once
  /// @param logouts how often that was in all
  record Honest(int devices, int loggedOut, int logouts, long refreshes) {
    static Honest of(List<Client> clients) {
      return new Honest(
          clients.size(),
          (int) clients.stream().filter(client -> client.logouts() > 0).count(),
          clients.stream().mapToInt(Client::logouts).sum(),
          clients.stream().mapToLong(Client::refreshes).sum());
    }

    double percent() {
      return 100.0 * loggedOut / devices;
    }

    double logoutsPerDevice() {
      return (double) logouts / devices;
    }
  }

  /// What thieves of a kind got.
  ///
  /// @param access how long each had access, the shortest first
  /// @param undetected how many were answered and never made a replaced token end the session
  record Stolen(List<Duration> access, int undetected) {
    static Stolen of(List<Thief> thieves) {
      return new Stolen(
          thieves.stream().map(Thief::access).sorted().toList(),
          (int) thieves.stream().filter(Thief::isUndetected).count());
    }

    Duration median() {
      return quantile(0.5);
    }

    Duration quantile(double share) {
      return access.get((int) Math.round(share * (access.size() - 1)));
    }

    double percentUndetected() {
      return 100.0 * undetected / access.size();
    }
  }
}
