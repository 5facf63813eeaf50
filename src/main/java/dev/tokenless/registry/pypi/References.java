package dev.tokenless.registry.pypi;

import dev.tokenless.oidc.Claims;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** Values that an unknown claim may stand for, so that a reference and the ref that it carries can agree or not. */
final class References {
    /** A value that no publisher demands. */
    static final String OTHER = "\u2026";

    private static final String SOME_REF = "refs/heads/" + OTHER;

    private References() {}

    /** The refs that could make the reference's own ref agree, then one that never does. */
    static List<String> refs(Claims claims, String reference) {
        List<String> refs = carried(claims, reference);
        if (refs.isEmpty()) {
            refs.add(SOME_REF);
        }
        refs.add("refs/tags/" + OTHER);
        return refs;
    }

    /** A ref that a reference may carry and agree with the run's: the run's own ref, its commit, or any. */
    static String some(Claims claims, String ref) {
        return claims.text(ref)
                .filter(r -> !r.isEmpty())
                .or(() -> claims.text("sha")
                        .filter(s -> !s.isEmpty() && claims.text(ref).isPresent()))
                .orElse(SOME_REF);
    }

    /** The commits that could make the reference's own ref agree, then one that never does. */
    static List<String> shas(Claims claims, String reference) {
        List<String> shas = carried(claims, reference);
        shas.removeIf(s -> s.startsWith("refs/"));
        shas.add("0".repeat(40));
        return shas;
    }

    private static List<String> carried(Claims claims, String reference) {
        LinkedHashSet<String> refs = new LinkedHashSet<>();
        String text = claims.text(reference).orElse("");
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            refs.add(text.substring(at + 1));
        }
        refs.remove("");
        return new ArrayList<>(refs);
    }

    /** What each of the rows demands, then a value that none does. */
    static <T> List<String> with(List<T> rows, Function<T, String> demanded, String other) {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        rows.forEach(r -> values.add(demanded.apply(r)));
        values.add(other);
        return List.copyOf(values);
    }
}
