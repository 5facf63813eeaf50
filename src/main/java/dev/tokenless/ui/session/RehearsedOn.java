package dev.tokenless.ui.session;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a rehearsal plays: where it is the same after the files were read again, its result holds.
 *
 * @param claims what the job presents, by trigger
 * @param publishers what the registry holds; empty where that is not known
 * @param texts the workflow files that the job stands in
 */
public record RehearsedOn(
        Upload.Key upload, List<Claims> claims, List<TrustedPublisher> publishers, List<String> texts) {
    public RehearsedOn {
        claims = List.copyOf(claims);
        publishers = List.copyOf(publishers);
        texts = List.copyOf(texts);
    }

    /** What a rehearsal of this upload plays; empty lists where no job uploads it. */
    public static RehearsedOn of(Reading open, Upload upload, KnownPublishers known) {
        List<TrustedPublisher> publishers =
                known.knows(upload.registry(), upload.packageName()) ? known.all() : List.of();
        Examined examined = upload.examined();
        if (examined == null) {
            return new RehearsedOn(upload.key(), List.of(), publishers, List.of());
        }
        List<String> texts = new ArrayList<>();
        texts.add(open.text(examined.job().path()));
        examined.job()
                .called()
                .forEach(caller -> texts.add(open.text(caller.workflow().path())));
        return new RehearsedOn(
                upload.key(),
                examined.presented().stream().map(p -> p.prediction().claims()).toList(),
                publishers,
                texts);
    }

    /** Whether the upload of this key would be rehearsed in the same way on both readings. */
    static boolean same(
            Upload.Key key, Reading before, KnownPublishers knownBefore, Reading again, KnownPublishers knownAgain) {
        return find(before, key)
                .flatMap(b ->
                        find(again, key).map(a -> Objects.equals(of(before, b, knownBefore), of(again, a, knownAgain))))
                .orElse(false);
    }

    private static Optional<Upload> find(Reading open, Upload.Key key) {
        return open.uploads().stream().filter(u -> u.key().equals(key)).findFirst();
    }
}
