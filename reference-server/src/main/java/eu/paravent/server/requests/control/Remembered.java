package eu.paravent.server.requests.control;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Inside a transaction: the answer is kept under the idempotency key, and given again to the same
 * request. For methods that return a record, or a response with a record or nothing in it; none of
 * them may hold a secret, because what is kept is kept as it is.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Remembered {}
