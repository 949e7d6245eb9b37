package dev.rejeton.domain;

import java.util.Map;

/// A public key by which others verify our access tokens.
///
/// @param keyId the `kid`: the key's RFC 7638 thumbprint
/// @param algorithm the JWS algorithm it is for, such as `ES256`
/// @param jwk the public members of the JSON Web Key (RFC 7517), all of them strings
public record VerificationKey(String keyId, String algorithm, Map<String, String> jwk) {}
