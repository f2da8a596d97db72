/**
 * TLS 1.3 and 1.2 for any transport that can be {@linkplain dev.parley.api.Transport#secured secured}:
 * {@link dev.parley.tls.ServerTls}. And certificates and keys from files, for both sides.
 */
@NullMarked
package dev.parley.tls;

import org.jspecify.annotations.NullMarked;
