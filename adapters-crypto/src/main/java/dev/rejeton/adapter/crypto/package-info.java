/// Everything cryptographic, behind the ports that ask for it: refresh tokens, access tokens,
/// password hashes, and the master keys they rest on. Key bytes, passwords and tokens leave this
/// package only as a [dev.rejeton.domain.Secret] or sealed.
package dev.rejeton.adapter.crypto;
