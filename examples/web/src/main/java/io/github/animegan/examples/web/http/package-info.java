/** What any service over HTTP needs: problems as JSON, forms, assets, rates of clients; nothing of pictures. */
@NullMarked
package io.github.animegan.examples.web.http;

import org.jspecify.annotations.NullMarked;
