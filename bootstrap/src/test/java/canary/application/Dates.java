package canary.application;

import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.util.Calendar;
import java.util.Date;

/// Rule 25.
final class Dates {
  Date date() {
    return new Date();
  }

  Calendar calendar() {
    return Calendar.getInstance();
  }

  Timestamp timestamp(long millis) {
    return new Timestamp(millis);
  }

  SimpleDateFormat format() {
    return new SimpleDateFormat();
  }
}
