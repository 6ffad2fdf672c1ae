package io.github.animegan.image.io.codec;

/**
 * What is wrong with a picture that was decoded nevertheless.
 *
 * @param wholeRows how many rows from the top on are as they should be, all of them where the rest is only coarse
 * @param isSevere whether a person would see that something is missing
 * @param words what happened, in one line
 */
public record Damage(int wholeRows, boolean isSevere, String words) {}
