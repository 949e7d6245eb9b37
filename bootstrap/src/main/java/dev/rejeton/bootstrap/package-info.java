/// Puts the parts together: reads the settings, opens the database, starts the server, and is the
/// command line. The only place that knows the time, the environment and every adapter.
package dev.rejeton.bootstrap;
