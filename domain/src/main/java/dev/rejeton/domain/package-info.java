/// Sessions, refresh tokens and the rule by which one replaces the other. Pure: no clock, no random
/// source, no input or output; everything a decision needs is a parameter.
package dev.rejeton.domain;
