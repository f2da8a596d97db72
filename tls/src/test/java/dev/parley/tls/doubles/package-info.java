/** Certificates that are made while a test runs. */
@NullMarked
package dev.parley.tls.doubles;

import org.jspecify.annotations.NullMarked;
