/**
 * Files that appear complete or not at all: {@link io.github.animegan.file.UnfinishedFile}. For pictures and checkpoints alike.
 * Internal: not an API.
 */
@NullMarked
package io.github.animegan.file;

import org.jspecify.annotations.NullMarked;
