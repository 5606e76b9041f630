package eu.paravent.server.problems.control;

import eu.paravent.protocol.ProblemCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For which reasons a resource method says no, besides those that follow from its other
 * annotations. The published description has them from here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
  ProblemCode[] value();
}
