package canary.adapter.left;

/// Rule 18.
public record PublicForNobody() {}
