package dev.tokenless.sandbox.cratesio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Lists by pages that are continued behind the last id (rust-lang/crates.io, src/controllers/helpers/pagination.rs). A
 * full page always names a next one, so the last may be empty.
 */
final class Pages {
    private static final int USUAL = 10;
    private static final int MOST = 100;

    private Pages() {}

    static <T> Response of(Request request, List<T> all, ToIntFunction<T> id, Function<T, JsonNode> wire, String name) {
        Optional<String> seek = request.query("seek");
        if (request.query("page").isPresent()) {
            return Errors.error(
                    400,
                    seek.isPresent()
                            ? "providing both ?page= and ?seek= is unsupported"
                            : "?page= is not supported for this request");
        }
        int perPage;
        int after;
        try {
            perPage = Integer.parseInt(request.query("per_page").orElse(Integer.toString(USUAL)));
            after = seek.isEmpty()
                    ? 0
                    : Integer.parseInt(new String(Base64.getUrlDecoder().decode(seek.get()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Errors.error(400, seek.isEmpty() ? "invalid per_page parameter" : "invalid seek parameter");
        }
        if (perPage > MOST) {
            return Errors.error(400, "cannot request more than 100 items");
        }
        if (perPage < 1) {
            return Errors.error(400, "cannot request less than 1 item");
        }
        List<T> page = all.stream()
                .filter(one -> id.applyAsInt(one) > after)
                .limit(perPage)
                .toList();
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("total", all.size());
        meta.put("next_page", page.size() == perPage ? next(request, id.applyAsInt(page.getLast())) : null);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, page.stream().map(wire).toList());
        body.put("meta", meta);
        return Response.json(200, body);
    }

    private static String next(Request request, int last) {
        StringBuilder query = new StringBuilder("?");
        for (String name : List.of("crate", "user_id", "per_page")) {
            request.query(name)
                    .ifPresent(value -> query.append(name)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                            .append('&'));
        }
        byte[] key = Integer.toString(last).getBytes(StandardCharsets.US_ASCII);
        return query.append("seek=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(key))
                .toString();
    }
}
