package io.github.animegan.examples.spark;

import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What became of a photo: a row of the report.
 *
 * @param path the photo's
 * @param state whether its picture was made, was there already, or could not be made
 * @param picture the picture's path, unless it could not be made
 * @param size the picture's, if it was made now
 * @param error why it could not be made
 */
record Outcome(
        String path,
        State state,
        @Nullable String picture,
        @Nullable Size size,
        double seconds,
        @Nullable String error) {
    enum State {
        MADE,
        KEPT,
        FAILED
    }

    record Size(int width, int height, long bytes) {}

    static StructType schema() {
        return new StructType()
                .add("path", DataTypes.StringType, false)
                .add("state", DataTypes.StringType, false)
                .add("picture", DataTypes.StringType)
                .add("width", DataTypes.IntegerType)
                .add("height", DataTypes.IntegerType)
                .add("bytes", DataTypes.LongType)
                .add("seconds", DataTypes.DoubleType, false)
                .add("error", DataTypes.StringType);
    }

    Row toRow() {
        return RowFactory.create(
                path,
                state.name().toLowerCase(Locale.ROOT),
                picture,
                size == null ? null : size.width(),
                size == null ? null : size.height(),
                size == null ? null : size.bytes(),
                seconds,
                error);
    }
}
