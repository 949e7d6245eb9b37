/// A sick twin of Rejeton, laid out as Rejeton is. Whatever is here breaks a rule of the
/// architecture on purpose, or is needed by something that does.
package canary;
