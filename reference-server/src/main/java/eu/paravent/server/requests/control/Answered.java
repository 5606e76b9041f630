package eu.paravent.server.requests.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a resource method answers where its return type does not say it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answered {
  /** Nothing, or octets. */
  record Bare() {}

  int[] status() default 200;

  Class<? extends Record> body() default Bare.class;
}
