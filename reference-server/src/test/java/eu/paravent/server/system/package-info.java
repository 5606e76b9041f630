/** Tests of the whole server: in WildFly, against WildFly, on the database of the test run. */
@NullMarked
package eu.paravent.server.system;

import org.jspecify.annotations.NullMarked;
