package eu.paravent.protocol;

import java.util.Optional;

/**
 * Requests in a minute; as many at once where there were none before. Who sends more is refused
 * with {@link ProblemCode#RATE_LIMITED} for a while. What is empty is not limited. Each node of a
 * server may count for itself.
 *
 * @param device of one device
 * @param organisation of all devices of one organisation together
 * @param address of one network address, signed in or not
 * @param refusals of one network address to what is open to all (sign-in, invites, organisations)
 *     and was refused: who guesses
 */
public record ServerRates(
    Optional<Long> device,
    Optional<Long> organisation,
    Optional<Long> address,
    Optional<Long> refusals) {}
