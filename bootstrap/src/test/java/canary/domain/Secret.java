package canary.domain;

/// Rule 27; and what is revealed against rule 20.
public record Secret(String value) {
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret(String theirs) && theirs.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
