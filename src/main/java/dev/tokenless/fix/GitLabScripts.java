package dev.tokenless.fix;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.publish.shell.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scripts of a job of GitLab CI, line by line. */
final class GitLabScripts {
    private static final List<String> SECTIONS = List.of("before_script", "script");
    private static final Pattern NODE = Pattern.compile("((?:.*/)?node:)(\\d+)(\\.\\d+)*(.*)");
    private static final int NODE_WITH_NPM_11 = 24;
    private static final Pattern NPM_INSTALL = Pattern.compile("\\bnpm\\s+(i|install|add)\\s.*\\bnpm@");
    private static final Pattern OLD_TWINE =
            Pattern.compile("twine\\s*(==|~=|<=?)\\s*([0-5](\\.\\d+)*|6\\.0(\\.\\d+)*)\\b");
    private static final String INSTALL_NPM = "npm install -g npm@11";

    private final PublishJob publish;
    private final LogIns logIns;
    private final BiFunction<String, String, Draft.Stop> stop;
    private boolean oldTwine;

    GitLabScripts(PublishJob publish, LogIns logIns, BiFunction<String, String, Draft.Stop> stop) {
        this.publish = publish;
        this.logIns = logIns;
        this.stop = stop;
    }

    /** Whether a line that was seen asks for a twine without an exchange. */
    boolean pinsOldTwine() {
        return oldTwine;
    }

    /** Log-ins out, tools without an exchange replaced, uv told to fail where the identity is refused. */
    YamlEdits migrate(YamlEdits edits, YamlPath holder) {
        YamlEdits now = edits;
        for (String section : SECTIONS) {
            YamlPath path = holder.key(section);
            if (now.node(path).orElse(null) instanceof YamlNode.Sequence lines) {
                for (int i = lines.items().size() - 1; i >= 0; i--) {
                    if (lines.items().get(i) instanceof YamlNode.Scalar line) {
                        now = line(now, path, i, new ScriptText(line.text(), Dialect.POSIX));
                    }
                }
            } else if (now.node(path).orElse(null) instanceof YamlNode.Scalar whole) {
                ScriptText before = new ScriptText(whole.text(), Dialect.POSIX);
                ScriptText after = trusting(without(before));
                if (replacements(after).isPresent()) {
                    throw noExchange();
                }
                now = after.equals(before) ? now : now.replace(path, after.text());
            }
        }
        return now;
    }

    private YamlEdits line(YamlEdits edits, YamlPath section, int position, ScriptText before) {
        oldTwine |= OLD_TWINE.matcher(before.text()).find();
        ScriptText left = without(before);
        if (!left.equals(before) && left.doesNothing()) {
            return edits.remove(section.index(position));
        }
        Optional<List<String>> instead = replacements(left);
        if (instead.isEmpty()) {
            ScriptText after = trusting(left);
            return after.equals(before) ? edits : edits.replace(section.index(position), after.text());
        }
        List<String> lines = instead.get();
        YamlEdits now = edits.replace(section.index(position), lines.getLast());
        for (String line : lines.subList(0, lines.size() - 1).reversed()) {
            now = now.insert(section, position, YamlValue.text(line));
        }
        return now;
    }

    private ScriptText without(ScriptText script) {
        return logIns.without(script)
                .orElseThrow(() -> stop.apply(
                        "A script of job " + publish.job()
                                + " logs in with a stored token in a way that cannot be taken out safely.",
                        "Remove the log-in from the script by hand: a stored token would still be used."));
    }

    /** A failed exchange is to be seen (astral-sh/uv, crates/uv-publish). */
    private static ScriptText trusting(ScriptText script) {
        return PythonMigration.alwaysTrusted(script);
    }

    /** The lines that build as before and upload with twine, where the line uploads with a tool that cannot exchange. */
    private Optional<List<String>> replacements(ScriptText script) {
        Optional<Command> found = script.find(c -> UploadCommand.tool(c)
                .filter(t -> PythonMigration.WITHOUT_IDENTITY.contains(t.name())
                        || t.name().equals("maturin publish"))
                .isPresent());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = ScriptText.words(found.get());
        boolean alone = script.read().commands().size() == 1;
        int at = words.indexOf("publish");
        String tool = at > 0 ? UploadCommand.program(words.get(at - 1)) : "";
        if (!alone || !Set.of("poetry", "hatch", "flit").contains(tool)) {
            throw noExchange();
        }
        List<String> lines = new ArrayList<>();
        String repository = "";
        boolean builds = tool.equals("flit");
        for (int i = at + 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--build" -> builds = true;
                case "--no-interaction", "-n", "-v", "-vv", "-vvv", "--skip-existing", "-y" -> {}
                case "-r", "--repository" -> repository = i + 1 < words.size() ? words.get(++i) : "";
                default -> throw noExchange();
            }
        }
        if (!Set.of("", "pypi", "main", "testpypi", "test").contains(repository)) {
            throw noExchange();
        }
        if (builds) {
            lines.add(String.join(" ", words.subList(0, at)) + " build");
        }
        lines.add("pip install \"twine>=6.1\"");
        lines.add("twine upload " + (repository.startsWith("test") ? "--repository testpypi " : "") + "dist/*");
        return Optional.of(lines);
    }

    private Draft.Stop noExchange() {
        return stop.apply(
                publish.tool() + " has no trusted publishing on GitLab, and its command cannot be replaced safely.",
                "Build with it, and upload with twine or uv publish in a job with id_tokens.");
    }

    /** Node and npm new enough for the exchange, by the image that the job runs in. */
    YamlEdits image(YamlEdits edits, YamlPath job, List<YamlPath> holders, Consumer<String> said) {
        if (publish.tool().equals("yarn npm publish")
                || publish.tool().contains("semantic-release")
                || holders.stream().anyMatch(h -> find(edits, h, NPM_INSTALL.asPredicate()) != null)) {
            return edits;
        }
        List<YamlPath> places = new ArrayList<>();
        for (YamlPath holder : holders) {
            places.add(holder.key("image"));
            places.add(holder.key("image").key("name"));
        }
        places.addAll(
                List.of(YamlPath.keys("default", "image"), YamlPath.keys("image"), YamlPath.keys("image", "name")));
        YamlPath place = places.stream()
                .filter(p -> edits.node(p).orElse(null) instanceof YamlNode.Scalar)
                .findFirst()
                .orElse(null);
        String image = place != null && edits.node(place).orElse(null) instanceof YamlNode.Scalar s ? s.text() : "";
        Matcher m = NODE.matcher(image);
        int major = m.matches() ? Integer.parseInt(m.group(2)) : 0;
        if (major >= NODE_WITH_NPM_11) {
            return edits;
        }
        if (major > 0 && major < 22 && place != null) {
            String newer = m.group(1) + NODE_WITH_NPM_11 + m.group(4);
            said.accept("Node " + NODE_WITH_NPM_11 + " instead of " + major
                    + ": npm exchanges identities from 11.5.1 on, with Node 22.14 or newer.");
            boolean own = place.equals(job.key("image"))
                    || place.equals(job.key("image").key("name"));
            return own
                    ? edits.replace(place, newer)
                    : edits.set(job, "image", YamlValue.plain(newer), new YamlEdits.After("stage", "extends"));
        }
        said.accept((major > 0 ? "Node " + major + " comes with an older npm" : "The image may come with an older npm")
                + "; npm exchanges identities from 11.5.1 on, with Node 22.14 or newer.");
        for (YamlPath holder : holders) {
            YamlPath upload = find(edits, holder, t -> uploads(t));
            if (upload != null) {
                return insertBefore(edits, upload, YamlValue.text(INSTALL_NPM));
            }
        }
        return edits;
    }

    /** cargo has no exchange of its own, so the script asks crates.io itself, right before it publishes. */
    YamlEdits exchange(YamlEdits edits, List<YamlPath> holders, String variable) {
        for (YamlPath holder : holders) {
            if (find(edits, holder, t -> t.contains("trusted_publishing")) != null) {
                return edits;
            }
        }
        for (YamlPath holder : holders) {
            YamlPath upload = find(edits, holder, this::uploads);
            if (upload != null) {
                return insertBefore(
                        edits,
                        upload,
                        YamlValue.text(NewGitLab.CRATES_EXCHANGE.replace("CRATES_IO_ID_TOKEN", variable)));
            }
        }
        return edits.refuse(
                "The script of job " + publish.job() + " does not publish in a line of its own.",
                "Exchange the identity at crates.io before cargo publish.");
    }

    private boolean uploads(String text) {
        return new ScriptText(text, Dialect.POSIX)
                .find(UploadCommand.of(logIns.ecosystem()))
                .isPresent();
    }

    private static YamlEdits insertBefore(YamlEdits edits, YamlPath item, YamlValue value) {
        return item.last() instanceof YamlPath.Index(int position)
                ? edits.insert(item.parent(), position, value)
                : edits.refuse("The script is not a list.", "Add the line by hand.");
    }

    /** The first line that is meant; null where there is none. */
    private static @Nullable YamlPath find(YamlEdits edits, YamlPath holder, Predicate<String> meant) {
        for (String section : SECTIONS) {
            if (edits.node(holder.key(section)).orElse(null) instanceof YamlNode.Sequence lines) {
                for (int i = 0; i < lines.items().size(); i++) {
                    if (lines.items().get(i) instanceof YamlNode.Scalar line && meant.test(line.text())) {
                        return holder.key(section).index(i);
                    }
                }
            }
        }
        return null;
    }
}
