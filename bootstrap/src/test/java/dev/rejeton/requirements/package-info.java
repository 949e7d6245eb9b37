/// Joins the list of requirements with the tests that say they cover them.
package dev.rejeton.requirements;
