package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.sheet.Sheet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the screen from what is known.
 *
 * @param registry null where the registry is only recognised
 * @param wanted null where nothing tells it
 * @param known what is registered, as far as somebody said
 * @param comparison null where there is nothing to compare
 * @param playedHost where the registry's page is played for the sample, empty for the registry itself
 * @param request as it will be sent, secrets masked
 * @param removal the request that removes the publisher that is shown; empty where none can be removed
 * @param file what the publishers file would say; empty where that was not asked for
 * @param raw the registry's last refusal as it came; empty where there is none
 * @param packages how many packages of the repository are at the registry
 * @param several the packages that are handled together
 */
record PublisherScene(
        Texts texts,
        Upload upload,
        @Nullable Registry registry,
        @Nullable TrustedPublisher wanted,
        KnownPublishers.Answer known,
        @Nullable Comparison comparison,
        boolean sample,
        Showing.Mode mode,
        boolean pending,
        String credentialFrom,
        Rich failure,
        List<String> warnings,
        String playedHost,
        String request,
        String removal,
        String file,
        String raw,
        int packages,
        SeveralScene several,
        @Nullable Answer unread) {

    boolean api() {
        return registry != null && registry.registration() instanceof Registry.Api;
    }

    boolean typing() {
        return mode == Showing.Mode.TYPING;
    }

    /** Whether all packages at the registry are shown. */
    boolean together() {
        return mode == Showing.Mode.SEVERAL;
    }

    boolean agrees() {
        return comparison instanceof Comparison.Same;
    }

    /** Whether a request can be sent: the sample needs no credential of the user's. */
    boolean canSend() {
        return sample || !credentialFrom.isEmpty();
    }

    String name() {
        return RegistryNames.of(upload.registry());
    }

    PublisherView view() {
        boolean pypi =
                upload.registry().equals(RegistryId.PYPI) || upload.registry().equals(RegistryId.TESTPYPI);
        return new PublisherView(
                answer(),
                note(),
                name(),
                together() ? List.of() : rows(),
                together() ? several.lines() : List.of(),
                happenings(),
                notice(),
                failure,
                pypi && !agrees(),
                pending,
                side());
    }

    private Answer answer() {
        if (registry == null) {
            return new Answer(
                    Sign.NOTE,
                    texts.rich("publisher.answer.no-registry", name()),
                    texts.rich("publisher.answer.no-registry.below"));
        }
        if (together()) {
            return several.answer();
        }
        if (wanted == null && unread != null) {
            return unread;
        }
        if (wanted == null) {
            return new Answer(
                    Sign.NOTE, texts.rich("publisher.answer.no-job"), texts.rich("publisher.answer.no-job.below"));
        }
        Rich.Span job = Rich.code(jobName());
        Rich.Span packageName = Rich.code(upload.name());
        String reason = PublisherWords.reason(known);
        return switch (comparison) {
            case null ->
                new Answer(
                        Sign.UNKNOWN,
                        texts.rich("publisher.answer.unknown", name(), job),
                        (reason.isEmpty() ? Rich.EMPTY : Rich.marked(reason))
                                .then(texts.rich(
                                        api() ? "publisher.answer.unknown.api" : "publisher.answer.unknown.form",
                                        name())));
            case Comparison.Same _ ->
                new Answer(
                        Sign.DONE,
                        texts.rich("publisher.answer.agrees", name(), job, packageName),
                        known instanceof Held held && held.source() == Source.TYPED
                                ? texts.rich(
                                        api() ? "publisher.answer.agrees.typed.api" : "publisher.answer.agrees.typed",
                                        name(),
                                        PublisherWords.day(held.at()))
                                : Rich.EMPTY);
            case Comparison.Absent _ ->
                unlisted()
                        ? new Answer(
                                Sign.UNKNOWN,
                                texts.rich("publisher.answer.unlisted", name(), job, packageName),
                                texts.rich(
                                        api() ? "publisher.answer.unknown.api" : "publisher.answer.unknown.form",
                                        name()))
                        : new Answer(
                                Sign.ERROR,
                                texts.rich("publisher.answer.absent", name(), job, packageName),
                                Rich.EMPTY);
            case Comparison.Differs differs -> differs(differs, job);
        };
    }

    /** Whether it is the repository's own file that lists none: the registry itself was not asked. */
    private boolean unlisted() {
        return known instanceof Held held
                && held.source() == Source.FILE
                && held.publishers().isEmpty();
    }

    private Answer differs(Comparison.Differs differs, Rich.Span job) {
        Comparison.Difference first = differs.differences().getFirst();
        String there = first.there().isEmpty() ? texts.text("none") : first.there();
        String here = first.wanted().isEmpty() ? texts.text("none") : first.wanted();
        return new Answer(
                Sign.ERROR,
                texts.rich("publisher.answer.differs", name(), first.label(), Rich.code(there), job, Rich.code(here)),
                texts.richPlural(
                        "publisher.answer.differs.below",
                        differs.differences().size(),
                        texts.capitalCount(differs.differences().size())));
    }

    String jobName() {
        var examined = upload.examined();
        return examined == null ? "" : examined.job().job();
    }

    private Rich note() {
        return Rich.plain(PublisherWords.source(texts, known));
    }

    private List<PublisherView.FieldRow> rows() {
        if (registry == null || wanted == null) {
            return List.of();
        }
        List<FormField> asked = registry.form(wanted);
        TrustedPublisher there = switch (comparison) {
            case null -> null;
            case Comparison.Same same -> same.there();
            case Comparison.Differs differs -> differs.nearest();
            case Comparison.Absent _ -> null;
        };
        List<FormField> given = there == null ? List.of() : registry.form(there);
        List<PublisherView.FieldRow> rows = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            FormField want = asked.get(i);
            String value = i < given.size() ? given.get(i).value() : "";
            rows.add(row(want, value, there != null));
        }
        return rows;
    }

    private PublisherView.FieldRow row(FormField want, String value, boolean registered) {
        if (!registered) {
            boolean absent = comparison instanceof Comparison.Absent;
            return new PublisherView.FieldRow(
                    want.label(),
                    texts.text(absent ? "publisher.nothing-yet" : "publisher.not-known"),
                    false,
                    want.value(),
                    absent ? Sign.DIFFERS : Sign.UNKNOWN,
                    texts.text(absent ? "publisher.result.absent" : "check.result.unknown"));
        }
        boolean same = registry != null
                && wanted != null
                && registry.sameValue(wanted.identity().provider(), want.name(), value, want.value());
        return new PublisherView.FieldRow(
                want.label(),
                value,
                true,
                want.value(),
                same ? Sign.MATCH : Sign.DIFFERS,
                texts.text(same ? "check.result.match" : "check.result.differs"));
    }

    private List<PublisherView.Happening> happenings() {
        if (registry == null || wanted == null || (together() ? several.open() == 0 : agrees())) {
            return List.of();
        }
        List<PublisherView.Happening> all = new ArrayList<>();
        if (api()) {
            all.add(happening("publisher.api.1", "publisher.api.1.more"));
            all.add(happening("publisher.api.2", sample ? "publisher.api.2.sample" : "publisher.api.2.more"));
            if (comparison instanceof Comparison.Differs) {
                all.add(happening("publisher.api.3", "publisher.api.3.more"));
            }
        } else {
            all.add(happening("publisher.form.1", "publisher.form.1.more"));
            all.add(happening("publisher.form.2", pending ? "publisher.form.2.pending" : "publisher.form.2.more"));
            all.add(happening("publisher.form.3", "publisher.form.3.more"));
        }
        return all;
    }

    private PublisherView.Happening happening(String what, String more) {
        return new PublisherView.Happening(texts.rich(what, name()), texts.rich(more, name()));
    }

    private Rich notice() {
        Rich words = Rich.EMPTY;
        if (registry != null && wanted != null && !agrees()) {
            if (!api()) {
                words = texts.rich("publisher.notice.form", name());
            } else if (upload.registry().equals(RegistryId.NPM)) {
                words = texts.rich("publisher.notice.npm");
            }
        }
        for (String warning : warnings) {
            words = words.then(Rich.plain(warning));
        }
        return words;
    }

    private PublisherView.Side side() {
        if (registry == null || wanted == null) {
            return new PublisherView.Nothing("");
        }
        switch (mode) {
            case TYPING -> {
                return new PublisherView.Typing(registry.form(wanted));
            }
            case REMOVING -> {
                if (!removal.isEmpty()) {
                    return new PublisherView.Proof(
                            texts.rich("publisher.removal.title", name()),
                            Sheet.named(texts.text("publisher.request", name()), removal),
                            texts.rich("publisher.removal.below", name()));
                }
            }
            case FILE -> {
                if (!file.isEmpty()) {
                    return new PublisherView.Proof(
                            texts.rich("publisher.file.title"),
                            Sheet.named(PublishersFile.PATH, file),
                            texts.rich("publisher.file.below"));
                }
            }
            case RAW -> {
                if (!raw.isEmpty()) {
                    return new PublisherView.Proof(
                            texts.rich("publisher.raw.title", name()),
                            Sheet.named(texts.text("publisher.raw", name()), raw),
                            texts.rich("publisher.raw.below"));
                }
            }
            case ONE, SEVERAL -> {
                if (together() ? several.open() == 0 : agrees()) {
                    return new PublisherView.Nothing(texts.text(
                            together() && several.begun() ? "publisher.side.sent" : "publisher.side.agrees"));
                }
            }
        }
        List<FormField> form = registry.form(wanted);
        if (!api()) {
            URI page = URI.create(registry.page(wanted).address());
            // The page that this program plays for the sample has the registry's own path, on another host.
            return new PublisherView.Form(
                    form,
                    playedHost.isEmpty()
                            ? page.toString()
                            : playedHost
                                    + page.getRawPath()
                                    + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()));
        }
        return new PublisherView.Call(
                Sheet.named(texts.text("publisher.request", name()), request),
                sample
                        ? texts.rich("publisher.credential.sample")
                        : credentialFrom.isEmpty()
                                ? Rich.EMPTY
                                : texts.rich("publisher.credential.from", Rich.bold(credentialFrom)),
                !sample && credentialFrom.isEmpty(),
                texts.text(
                        "publisher.credential.hint",
                        PublisherApis.credentialVariables(upload.registry()).getFirst()),
                texts.rich(expected(upload.registry())));
    }

    private static String expected(RegistryId registry) {
        return switch (registry.id()) {
            case "npm" -> "publisher.expected.npm";
            case "rubygems" -> "publisher.expected.rubygems";
            case "crates-io" -> "publisher.expected.crates-io";
            default -> "publisher.expected.other";
        };
    }

    RailLine rail(boolean here) {
        return switch (comparison) {
            case null ->
                new RailLine(
                        here ? Sign.CURRENT : wanted == null ? Sign.WAITING : Sign.UNKNOWN,
                        wanted == null
                                ? texts.text(StepId.PUBLISHER.questionKey())
                                : texts.text("publisher.rail.unknown"));
            case Comparison.Same _ ->
                new RailLine(
                        here ? Sign.CURRENT : Sign.DONE,
                        known instanceof Held held && held.source() == Source.TYPED
                                ? texts.text("publisher.rail.said", PublisherWords.day(held.at()))
                                : texts.text("publisher.rail.registered"));
            case Comparison.Absent _ ->
                unlisted()
                        ? new RailLine(here ? Sign.CURRENT : Sign.UNKNOWN, texts.text("publisher.rail.unlisted"))
                        : new RailLine(Sign.ERROR, texts.text("publisher.rail.absent"));
            case Comparison.Differs _ -> new RailLine(Sign.ERROR, texts.text("publisher.rail.differs"));
        };
    }
}
