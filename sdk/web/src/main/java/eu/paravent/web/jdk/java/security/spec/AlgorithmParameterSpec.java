package eu.paravent.web.jdk.java.security.spec;

/** {@code java.security.spec.AlgorithmParameterSpec}. */
public interface AlgorithmParameterSpec {}
