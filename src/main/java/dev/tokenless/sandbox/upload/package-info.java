/** The client's side of a rehearsal: the exchange and the upload of a made-up file, as the registries' clients send them. */
@NullMarked
package dev.tokenless.sandbox.upload;

import org.jspecify.annotations.NullMarked;
