/**
 * What a registry is to the program: matching, registering, and the verdict on a job's claims.
 *
 * <p>{@link dev.tokenless.registry.Registry} is the way in. Its {@code match} answers for predicted claims, some of which
 * may be unknown; its {@link dev.tokenless.registry.Exchange} answers for a token that is there. Both run the same code:
 * {@code match} tries every value that an unknown claim could take ({@link dev.tokenless.registry.Worlds}) on the
 * exchange.
 *
 * <p>Whoever plays a registry, as the sandbox does, keeps the state and calls the exchange:
 *
 * <pre>{@code
 * Exchange.Answer answer = registry.exchange().exchange(
 *         new PresentedToken.Decoded(algorithm, keyId, claims, signature), // or Unreadable
 *         stored,            // List<TrustedPublisher>, in the order in which they were registered
 *         Exchange.Circumstances.plain(now, registry.audience(), usedTokenIds));
 * switch (answer) {
 *     case Exchange.Granted g -> ...  // g.publishers(): indexes into stored; g.packages(): what may be uploaded
 *     case Exchange.Refused r -> ...  // r.refusal(): status, code, message as the registry answers, the hidden reason
 * }
 * answer.effects().forEach(...);      // what to change in the state; a refusal may change something too
 * }</pre>
 *
 * <p>npm looks at one package and knows more than the common shape holds, so its exchange also takes
 * {@link dev.tokenless.registry.npm.NpmConfiguration}s; the permission to upload is a second question there.
 *
 * <p>{@link dev.tokenless.registry.PublisherApi} is a registry's interface over the network; before anything is added,
 * {@link dev.tokenless.registry.PublisherRegistration} validates, looks and compares.
 */
@NullMarked
package dev.tokenless.registry;

import org.jspecify.annotations.NullMarked;
