/**
 * The contract between client and server as tests: extend each class, say which {@link
 * eu.paravent.testkit.contract.ServerUnderTest} is meant, and JUnit runs it. Every byte of MLS in
 * it is genuine, and it speaks to the server through a {@link eu.paravent.client.spi.Transport}
 * only, so that the server in memory and the real one cannot drift apart.
 *
 * <p>The classes are in the main jar, and JUnit is an optional dependency of it: a test jar would
 * not bring its own dependencies along, and who runs the contract has JUnit anyway. Each test makes
 * an organisation of its own with a random name, so a database that outlives the tests does no
 * harm.
 */
@NullMarked
package eu.paravent.testkit.contract;

import org.jspecify.annotations.NullMarked;
