package dev.tokenless.fix;

import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.edit.EditResult;
import dev.tokenless.edit.IniEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The token lines of {@code .npmrc} and {@code .yarnrc.yml} in the repository. */
final class NpmConfiguration {
    /** The public registry's host is never written as one word in this program. */
    private static final Predicate<String> NPMRC = Pattern.compile(
                    "(//registry\\.(npmjs\\.(?:org)|yarnpkg\\.com)/:)?(_authToken|_auth|_password|username|always-auth)")
            .asMatchPredicate();

    private static final List<String> YARNRC = List.of("npmAuthToken", "npmAuthIdent", "npmAlwaysAuth");

    private final Draft draft;

    NpmConfiguration(Draft draft) {
        this.draft = draft;
    }

    void withoutTokens() {
        Stream<String> packages = draft.project().packages().stream()
                .filter(p -> p.registry().equals(RegistryId.NPM))
                .map(DeclaredPackage::folder)
                .filter(f -> !f.isEmpty())
                .distinct()
                .limit(200)
                .map(f -> f + "/");
        Stream.concat(Stream.of(""), packages).forEach(folder -> {
            npmrc(folder + ".npmrc");
            yarnrc(folder + ".yarnrc.yml");
        });
    }

    private void npmrc(String path) {
        Optional<String> text = draft.text(path);
        if (text.isEmpty() || IniEdits.keys(text.get()).stream().noneMatch(NPMRC)) {
            return;
        }
        String left = IniEdits.remove(text.get(), NPMRC)
                .orElseThrow(() -> new Draft.Stop(
                        path + " cannot be edited safely.",
                        "Remove the lines with the public registry's token from " + path + ".",
                        Place.startOf(path)));
        draft.text(path, left);
        said(path, left.isBlank());
    }

    private void yarnrc(String path) {
        Optional<String> text = draft.text(path);
        if (text.isEmpty() || YARNRC.stream().noneMatch(text.get()::contains)) {
            return;
        }
        YamlEdits edits = draft.yaml(new SourceText(path, text.get()), YamlDialect.PLAIN);
        YamlEdits before = edits;
        for (String key : YARNRC) {
            edits = edits.remove(YamlPath.keys(key));
        }
        if (edits.result() instanceof EditResult.Refused(String reason, String manual)) {
            throw new Draft.Stop(reason, manual, Place.startOf(path));
        }
        if (!edits.text().text().equals(before.text().text())) {
            draft.put(edits);
            said(path, edits.text().text().isBlank());
        }
    }

    private void said(String path, boolean empty) {
        draft.change(
                "The token's line of " + path
                        + " goes: with it the client would ask for a token that is no longer given.",
                Place.startOf(path));
        if (empty) {
            draft.manual(path + " holds nothing any more.", "Delete " + path + ".", Place.startOf(path));
        }
    }
}
