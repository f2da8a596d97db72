/** Who may come in, by a file of names and hashes. {@link dev.parley.passwords.PasswordFile} is where to start. */
@NullMarked
package dev.parley.passwords;

import org.jspecify.annotations.NullMarked;
