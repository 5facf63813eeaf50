package dev.tokenless.ci.yaml;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The YAML library's complaints in words that help whoever wrote the file. */
final class EngineWords {
    private EngineWords() {}

    static String sentence(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        String context = e.getContext() == null ? "" : e.getContext();
        if (problem.contains("(TAB)")) {
            return "a tab stands where only spaces may indent";
        }
        if (problem.startsWith("mapping values are not allowed here")) {
            return "a second ': ' stands where a value is; quote the text if the colon belongs to it";
        }
        if (problem.startsWith("could not find expected ':'")) {
            return "a key without ':' behind it";
        }
        if (problem.startsWith("found unexpected end of stream") && context.contains("quoted")) {
            return "a quote that is opened and never closed";
        }
        if (problem.contains("cannot start any token")) {
            int quote = problem.indexOf('\'');
            int close = problem.indexOf('\'', quote + 1);
            String character = quote >= 0 && close > quote ? problem.substring(quote, close + 1) : "this character";
            return "a value cannot begin with " + character + "; quote it";
        }
        if (problem.startsWith("expected <block end>")) {
            return "the indentation does not fit the lines above" + (context.isEmpty() ? "" : " (" + context + ")");
        }
        return context.isEmpty() ? problem : problem + " (" + context + ")";
    }
}
