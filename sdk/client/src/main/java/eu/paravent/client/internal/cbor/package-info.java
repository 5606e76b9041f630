/** Deterministic CBOR (RFC 8949 §4.2), bounded before it is decoded. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.cbor;
