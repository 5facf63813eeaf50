package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.SourceText;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausedEventsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        uses: googleapis/release-please-action@v4                                ; release GITHUB_TOKEN, push tag GITHUB_TOKEN, pull_request GITHUB_TOKEN
        uses: googleapis/release-please-action@v4, with: {token: '${{ secrets.PAT }}'} ; release OTHER, push tag OTHER, pull_request OTHER
        uses: googleapis/release-please-action@v4, with: {token: '${{ secrets.GITHUB_TOKEN }}'} ; release GITHUB_TOKEN, push tag GITHUB_TOKEN, pull_request GITHUB_TOKEN
        uses: softprops/action-gh-release@v2, with: {token: '${{ steps.app.outputs.token }}'} ; release OTHER, push tag OTHER
        uses: softprops/action-gh-release@v2, with: {draft: true}                ; ``
        uses: softprops/action-gh-release@v2, env: {GITHUB_TOKEN: '${{ secrets.PAT || github.token }}'} ; release UNKNOWN, push tag UNKNOWN
        uses: ncipollo/release-action@v1                                         ; release GITHUB_TOKEN, push tag GITHUB_TOKEN
        uses: actions/create-release@v1, env: {GITHUB_TOKEN: '${{ github.token }}'} ; release GITHUB_TOKEN, push tag GITHUB_TOKEN
        uses: release-drafter/release-drafter@v6                                 ; ``
        uses: release-drafter/release-drafter@v6, with: {publish: true}          ; release GITHUB_TOKEN, push tag GITHUB_TOKEN
        uses: mikeleppane/releasio@v2                                            ; release GITHUB_TOKEN, push tag GITHUB_TOKEN, pull_request GITHUB_TOKEN
        uses: actions/setup-node@v6                                              ; ``
        run: gh release create v1 --generate-notes, env: {GH_TOKEN: '${{ github.token }}'} ; release GITHUB_TOKEN, push tag GITHUB_TOKEN
        run: gh release create v1 --verify-tag, env: {GH_TOKEN: '${{ secrets.BOT }}'}  ; release OTHER
        run: gh release create v1 --draft                                        ; ``
        run: gh release create v1                                                ; release UNKNOWN, push tag UNKNOWN
        run: 'git commit -am x && git push'                                      ; push branch GITHUB_TOKEN
        run: git push origin --tags                                              ; push tag GITHUB_TOKEN many
        run: git push --follow-tags                                              ; push tag GITHUB_TOKEN many, push branch GITHUB_TOKEN
        run: 'git push origin "v$VERSION"'                                       ; push tag GITHUB_TOKEN
        run: 'git push https://x:${{ secrets.PAT }}@github.com/o/r v1.0'         ; push tag OTHER
        run: '# git push'                                                        ; ``
        run: echo git push                                                       ; ``
        run: npx semantic-release, env: {GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}'} ; release GITHUB_TOKEN, push tag GITHUB_TOKEN
        run: npx semantic-release --dry-run                                      ; ``
        run: releasio release                                                    ; ``
        `run: git push, if: false`                                               ; ``
        """)
    void releases_tags_and_pushes_are_found_with_whose_rights_they_are_made(String step, String events) {
        assertThat(events("- uses: actions/checkout@v5", step)).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        - {uses: actions/checkout@v5, with: {token: '${{ secrets.PAT }}'}} ; OTHER
        - {uses: actions/checkout@v5, with: {ssh-key: '${{ secrets.KEY }}'}} ; OTHER
        - {uses: actions/checkout@v5, with: {persist-credentials: false}} ; UNKNOWN
        - {uses: actions/setup-node@v5} ; UNKNOWN
        """)
    void a_push_uses_what_the_checkout_left(String checkout, String credential) {
        assertThat(events(checkout, "run: git push")).isEqualTo("push branch " + credential);
    }

    private static String events(String checkout, String step) {
        Workflow workflow = WorkflowReader.readOne(new SourceText(
                        "w.yml", "on: push\njobs:\n  j:\n    steps:\n      " + checkout + "\n      - {" + step + "}\n"))
                .workflows()
                .getFirst();
        return CausedEvents.of(workflow).stream()
                .map(e -> e.kind() + " " + e.credential() + (e.severalTags() ? " many" : ""))
                .collect(Collectors.joining(", "));
    }
}
