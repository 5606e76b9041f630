/** Key schedule, secret tree, transcript hashes, pre-shared keys (RFC 9420 §8, §9). */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.schedule;
