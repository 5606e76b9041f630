/**
 * What an implementation of {@link eu.paravent.mls.crypto.CryptoProvider} must do, as tests: extend
 * {@link eu.paravent.testkit.primitives.CryptoProviderContract}, name the provider, and JUnit runs
 * it. The library's own providers pass the same tests.
 */
@NullMarked
package eu.paravent.testkit.primitives;

import org.jspecify.annotations.NullMarked;
