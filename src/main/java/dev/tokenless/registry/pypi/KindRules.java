package dev.tokenless.registry.pypi;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the index finds and verifies the publisher for a token of one kind of issuer: a look-up in the database, then the
 * verification of the row that it chose (pypi/warehouse warehouse/oidc/models).
 */
interface KindRules {

    /** The word in the texts and switches: {@code github}, {@code gitlab}, {@code google}, {@code activestate}. */
    String kind();

    /** The standard issuer; only GitLab's rules take others. */
    String issuer();

    /** The claims that must be there, in the order in which their absence is told. */
    List<String> required();

    /** Whether a row is of this kind. */
    boolean serves(PublisherIdentity identity);

    /** Finds the row for claims whose required ones are all there. */
    Found find(List<Row> rows, Claims claims, boolean used);

    /** How a row of this kind takes the claims, claim by claim. */
    List<ClaimCheck> checks(Claims claims, Row row);

    /** For each claim that the rules read, the values that tell these rows apart. */
    Map<String, List<ClaimValue>> stands(List<Row> rows, Claims claims);

    /** The answer of a look-up. */
    sealed interface Found {}

    /** This row, verified. */
    record Chosen(Row row) implements Found {}

    /** None, for this reason. */
    record None(String reason) implements Found {}

    /** The token was used before. */
    record Reused() implements Found {}

    /** The server fails without an answer of its own. */
    record Failed() implements Found {}

    String NOT_FOUND = "Publisher with matching claims was not found";

    static String failed(String claim) {
        return "Check failed for required claim '" + claim + "'";
    }

    /** Among rows that pass the filter: the one with this environment or subject, else the one without. */
    static @Nullable Row specificFirst(List<Row> rows, String wanted, java.util.function.Function<Row, String> column) {
        if (!wanted.isEmpty()) {
            for (Row row : rows) {
                if (column.apply(row).equals(wanted)) {
                    return row;
                }
            }
        }
        for (Row row : rows) {
            if (column.apply(row).isEmpty()) {
                return row;
            }
        }
        return null;
    }
}
