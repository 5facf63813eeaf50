package dev.tokenless.sandbox;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a job asks for its identity tokens: {@code GET requestUrl&audience=...} with {@code Authorization: bearer
 * requestToken}.
 *
 * @param requestUrl with a query of its own, as GitHub's has
 * @param requestToken worth nothing outside of the sandbox
 */
public record JobAccess(URI requestUrl, String requestToken) {

    /** The variables that GitHub's runner gives to a job with {@code id-token: write}. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", requestUrl.toString());
        environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", requestToken);
        return environment;
    }
}
