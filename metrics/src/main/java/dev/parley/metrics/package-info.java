/**
 * The numbers of a server, as meters: {@link dev.parley.metrics.ServerMetrics} and {@link dev.parley.metrics.EndpointMetrics}
 * for any registry of Micrometer, {@link dev.parley.metrics.PrometheusEndpoint} for those who scrape.
 */
@NullMarked
package dev.parley.metrics;

import org.jspecify.annotations.NullMarked;
