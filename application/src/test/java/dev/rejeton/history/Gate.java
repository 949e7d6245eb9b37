package dev.rejeton.history;

import java.util.concurrent.Phaser;

/// Keeps threads in step: whoever comes to it waits until all others have come to it too, or have
/// left.
final class Gate {
  private final Phaser phaser =
      new Phaser() {
        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
          return false;
        }
      };

  void expect(int threads) {
    phaser.bulkRegister(threads);
  }

  void pass() {
    phaser.arriveAndAwaitAdvance();
  }

  void leave() {
    phaser.arriveAndDeregister();
  }
}
