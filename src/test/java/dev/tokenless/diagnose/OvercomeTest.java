package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What happens behind a refusal tells what it is worth. */
class OvercomeTest {
    private static final String UPLOADED = "\nView at:\nhttps://pypi.org/project/sample/1.0/\n";
    private static final String NPM_404 =
            "npm error code E404\nnpm error 404 Not Found - PUT https://npm.example/@octo-org%2fsample - Not found\n";
    private static final String NPM_REFUSED = "npm verbose oidc Failed token exchange request with body message: OIDC"
            + " token exchange error - package not found\n";

    private static Diagnosis of(String log) {
        return Diagnosis.of(Given.nothing().withLog(log));
    }

    @Test
    void a_try_that_worked_in_the_end_leaves_no_cause() {
        Diagnosis diagnosis = of(Samples.REFUSAL + "Retrying\n" + UPLOADED);

        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("overcome"));
    }

    @Test
    void a_refusal_behind_an_upload_stands() {
        assertThat(Samples.ids(of(UPLOADED + Samples.REFUSAL))).containsExactly("publisher-not-found");
    }

    @Test
    void with_both_indexes_in_the_log_nobody_can_tell_which_came_round() {
        String log = "Uploading to https://test.pypi.org/legacy/\n" + Samples.REFUSAL
                + "Uploading to https://upload.pypi.org/legacy/\n" + UPLOADED;

        assertThat(Samples.ids(of(log))).containsExactly("publisher-not-found");
    }

    @Test
    void an_upload_in_another_job_overcomes_nothing() {
        String log = "Complete job name: publish\n" + Samples.REFUSAL + "Complete job name: mirror\n" + UPLOADED;

        assertThat(Samples.ids(of(log))).containsExactly("publisher-not-found");
    }

    @Test
    void npm_came_round_when_it_exchanged_and_published_behind_the_refusal() {
        String log = NPM_404 + "npm verbose oidc Successfully retrieved and set token\n+ @octo-org/sample@1.0.0\n";

        assertThat(of(log).causes()).isEmpty();
    }

    @Test
    void the_upload_of_another_package_overcomes_nothing() {
        String log = NPM_404 + "npm verbose oidc Successfully retrieved and set token\n+ @octo-org/other@1.0.0\n";

        assertThat(of(log).causes()).isNotEmpty();
    }

    @Test
    void an_upload_without_an_exchange_hides_the_refusal_behind_a_token() {
        Diagnosis diagnosis = of(NPM_REFUSED + "+ @octo-org/sample@1.0.0\n");

        assertThat(Samples.ids(diagnosis)).contains("publisher-not-found", "token-left-over");
        assertThat(diagnosis.causes())
                .anyMatch(c -> c.id().equals("token-left-over") && c.certainty() == Certainty.CERTAIN);
    }

    @Test
    void a_password_that_did_the_upload_is_still_a_finding() {
        String log = "##[warning]an explicit password was also set, disabling Trusted Publishing\n" + UPLOADED;

        assertThat(Samples.ids(of(log))).containsExactly("token-disables-oidc");
    }

    @Test
    void a_failure_that_is_none_of_the_registry_is_told_apart() {
        Diagnosis diagnosis =
                of(UPLOADED + "FAILED tests/test_a.py::test_b\n##[error]Process completed with exit code 1.");

        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("PyPI took `sample`"));
    }

    @Test
    void what_is_old_in_another_job_does_not_matter() {
        String log = "Complete job name: test\nnode: v20.1.0\nnpm: 10.8.2\nComplete job name: publish\nnode: v24.1.0\n"
                + "npm: 11.6.0\nnpm verbose npm v11.6.0\n" + NPM_REFUSED + NPM_404;

        assertThat(Samples.ids(of(log))).doesNotContain("npm-client-too-old");
        assertThat(Samples.ids(of(log))).startsWith("publisher-not-found");
    }

    @Test
    void what_is_old_in_the_job_that_publishes_does() {
        String log = "Complete job name: test\nnode: v24.1.0\nnpm: 11.6.0\nComplete job name: publish\nnode: v20.1.0\n"
                + "npm: 10.8.2\n" + NPM_404;

        assertThat(Samples.ids(of(log))).startsWith("npm-client-too-old");
    }
}
