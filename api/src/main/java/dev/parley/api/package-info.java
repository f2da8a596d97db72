/**
 * The contracts of Parley: a {@link dev.parley.api.Transport} binds an address and turns sockets into
 * {@linkplain dev.parley.api.Session sessions}; a {@link dev.parley.api.Room} gives its members one order of lines.
 */
@NullMarked
package dev.parley.api;

import org.jspecify.annotations.NullMarked;
