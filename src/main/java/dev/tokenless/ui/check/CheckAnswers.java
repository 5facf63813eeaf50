package dev.tokenless.ui.check;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Upload;
import java.util.List;
import java.util.Optional;

/** The sentence that answers: would a release succeed? */
final class CheckAnswers {
    private final Texts texts;
    private final Verdicts verdicts;

    CheckAnswers(Texts texts, Verdicts verdicts) {
        this.texts = texts;
        this.verdicts = verdicts;
    }

    /**
     * The answer for an upload that a job makes.
     *
     * @param known what is known of the package's publishers
     */
    Answer of(Upload upload, PublishJob job, int trigger, List<Finding> findings, KnownPublishers.Answer known) {
        Rich.Span name = Rich.code(job.job());
        Rich.Span file = Rich.code(FileNames.name(job.path()));
        String registry = RegistryNames.of(upload.registry());
        List<Finding> errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
        switch (job.authentication()) {
            case Authentication.Token token -> {
                return new Answer(
                        Sign.TOKEN,
                        texts.rich("check.answer.token", name, file, registry, secret(job)),
                        texts.rich("check.answer.token.below", registry));
            }
            case Authentication.Both both
            when findings.stream().anyMatch(f -> f.rule().equals("token-disables-oidc")) -> {
                TokenUse use = both.uses().getFirst();
                return new Answer(
                        Sign.WARNING,
                        texts.rich(
                                "check.answer.token-wins",
                                name,
                                Rich.code(use.name()),
                                use.place().line()),
                        texts.rich("check.answer.token.below", registry));
            }
            case Authentication.Both _, Authentication.Trusted _, Authentication.Unknown _ -> {}
        }
        List<Presented> presented = Verdicts.presented(upload);
        if (presented.isEmpty()) {
            return new Answer(
                    Sign.WARNING, texts.rich("check.answer.never", name, file), texts.rich("check.answer.never.below"));
        }
        Optional<Verdict> verdict = Verdicts.verdict(presented.get(trigger), upload);
        if (!errors.isEmpty()
                && verdict.map(v -> v.outcome() == Verdict.Outcome.MATCH).orElse(true)) {
            return new Answer(
                    Sign.REFUSED,
                    texts.richPlural("check.answer.errors", errors.size(), name, file, texts.count(errors.size())),
                    Rich.marked(errors.getFirst().message()));
        }
        if (verdict.isEmpty()) {
            return new Answer(
                    Sign.UNKNOWN,
                    texts.rich("check.answer.no-publisher", registry, Rich.link(texts.text("check.say"))),
                    texts.rich("check.answer.no-publisher.below", registry, Rich.code(upload.name()))
                            .then(Rich.marked(PublisherWords.reason(known))));
        }
        return of(upload, job, presented, verdict.get(), known);
    }

    private Answer of(
            Upload upload, PublishJob job, List<Presented> presented, Verdict verdict, KnownPublishers.Answer known) {
        Rich.Span name = Rich.code(job.job());
        Rich.Span file = Rich.code(FileNames.name(job.path()));
        String registry = RegistryNames.of(upload.registry());
        List<ClaimCheck> differing = verdict.checks().stream()
                .filter(c -> c.outcome() == CheckOutcome.MISMATCH)
                .toList();
        return switch (verdict.outcome()) {
            case MATCH -> {
                long good = presented.stream()
                        .filter(p -> Verdicts.verdict(p, upload)
                                .map(v -> v.outcome() == Verdict.Outcome.MATCH)
                                .orElse(false))
                        .count();
                Rich sentence = good == presented.size()
                        ? texts.richPlural("check.answer.good", good, name, file, registry, texts.count(good))
                        : texts.rich("check.answer.good.this", name, file, registry);
                yield new Answer(
                        Sign.DONE,
                        sentence,
                        job.authentication().tokens().isEmpty()
                                ? Rich.EMPTY
                                : texts.rich("check.answer.good.token", secret(job)));
            }
            case UNDETERMINED -> {
                ClaimCheck open = verdict.checks().stream()
                        .filter(c -> c.outcome() == CheckOutcome.UNDETERMINED)
                        .findFirst()
                        .orElseThrow();
                yield new Answer(
                        Sign.UNKNOWN,
                        texts.rich("check.answer.depends", registry, name, Rich.code(open.claim())),
                        Rich.plain(verdicts.value(open.presented()).text()));
            }
            case MISMATCH -> refused(name, file, registry, differing, verdict, known);
        };
    }

    private Answer refused(
            Rich.Span name,
            Rich.Span file,
            String registry,
            List<ClaimCheck> differing,
            Verdict verdict,
            KnownPublishers.Answer known) {
        if (verdict.checks().isEmpty()) {
            return new Answer(
                    Sign.REFUSED,
                    texts.rich(
                            known instanceof KnownPublishers.Held held && held.source() == KnownPublishers.Source.FILE
                                    ? "check.answer.unlisted"
                                    : "check.answer.absent",
                            name,
                            file,
                            registry),
                    texts.rich("check.answer.absent.below", Rich.link(texts.text("check.register"))));
        }
        Rich below = below(verdict);
        if (differing.size() == 1 && differing.getFirst().expected() != null) {
            ClaimCheck check = differing.getFirst();
            CheckView.Value presented = verdicts.value(check.presented());
            Rich.Span shown = presented.literal()
                    ? Rich.code(presented.text())
                    : new Rich.Span(presented.text(), Rich.Style.PLAIN);
            Rich.Span expected = Rich.code(String.valueOf(check.expected()));
            boolean environment = check.claim().equals("environment");
            if (environment && !presented.literal()) {
                return new Answer(
                        Sign.REFUSED, texts.rich("check.answer.no-environment", name, file, registry, expected), below);
            }
            return new Answer(
                    Sign.REFUSED,
                    environment
                            ? texts.rich("check.answer.environment", name, file, registry, shown, expected)
                            : texts.rich(
                                    "check.answer.differs",
                                    name,
                                    file,
                                    registry,
                                    Rich.code(check.claim()),
                                    shown,
                                    expected),
                    below);
        }
        List<String> claims = differing.stream().map(ClaimCheck::claim).toList();
        return new Answer(
                Sign.REFUSED, texts.rich("check.answer.several", name, file, registry, texts.list(claims)), below);
    }

    private Rich below(Verdict verdict) {
        long match = count(verdict, CheckOutcome.MATCH);
        long unknown = count(verdict, CheckOutcome.UNDETERMINED);
        Rich matching = texts.richPlural("check.below.match", match, texts.capitalCount(match));
        return unknown == 0
                ? matching
                : matching.then(texts.richPlural("check.below.unknown", unknown, texts.capitalCount(unknown)));
    }

    private static long count(Verdict verdict, CheckOutcome outcome) {
        return verdict.checks().stream().filter(c -> c.outcome() == outcome).count();
    }

    private Rich.Span secret(PublishJob job) {
        return job.secrets().isEmpty()
                ? new Rich.Span(texts.text("check.stored-token"), Rich.Style.PLAIN)
                : Rich.code(job.secrets().getFirst());
    }
}
