package io.github.animegan.examples.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where pictures go, in any file system that Hadoop knows. A picture is written under another name and moved, so that what has its name
 * is complete, whoever is killed; what was not moved lies in the run's own folder, which is deleted at its end.
 *
 * @param input the folder of the photos
 * @param output the folder of the pictures
 * @param run this run's name
 */
record OutputFolder(String input, String output, String run) implements Serializable {
    /** Spark and others pass over names that begin like this. */
    static final String NOTES = "_animegan";

    private static final String WORK = "work-";

    /** The picture of a photo: at the same place, with the format's ending behind its whole name, as a.jpg and a.png differ. */
    Path picture(String photo, String suffix) {
        String root = input.endsWith("/") ? input : input + "/";
        if (!photo.startsWith(root)) {
            throw new IllegalArgumentException(photo + " does not lie in " + input);
        }
        return new Path(output, photo.substring(root.length()) + suffix);
    }

    /** Where the report is. */
    String report() {
        return output + "/" + NOTES + "/report";
    }

    Path settings() {
        return new Path(output, NOTES + "/settings");
    }

    /** Where this run's unfinished pictures are. */
    Path work() {
        return new Path(output, NOTES + "/" + WORK + run);
    }

    /** Deletes what runs left whose driver was killed; a run that goes on beside this one is younger than a day. */
    void deleteOldWork(Configuration conf) throws IOException {
        Path notes = new Path(output, NOTES);
        FileSystem files = fileSystem(notes, conf);
        if (files.exists(notes)) {
            long dayAgo = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
            for (FileStatus status : files.listStatus(notes)) {
                if (status.getPath().getName().startsWith(WORK) && status.getModificationTime() < dayAgo) {
                    files.delete(status.getPath(), true);
                }
            }
        }
    }

    /** Whether the photo's picture is there, and not older than the photo. */
    boolean isDone(Path picture, long photoMillis, Configuration conf) throws IOException {
        FileSystem files = fileSystem(picture, conf);
        try {
            FileStatus status = files.getFileStatus(picture);
            return status.isFile() && status.getModificationTime() >= photoMillis;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** Has a file appear, complete or not at all. */
    void write(Path file, byte[] content, String attempt, Configuration conf) throws IOException {
        FileSystem files = fileSystem(file, conf);
        Path unfinished = new Path(work(), attempt);
        try (OutputStream out = files.create(unfinished, true)) {
            out.write(content);
        }
        files.mkdirs(file.getParent());
        // Some file systems replace what is there, others refuse to.
        if (!files.rename(unfinished, file) && !(files.delete(file, false) && files.rename(unfinished, file))) {
            throw new IOException("cannot write " + file);
        }
    }

    /** The local file system without the checksum files that Hadoop puts beside each file. */
    static FileSystem fileSystem(Path path, Configuration conf) throws IOException {
        FileSystem files = path.getFileSystem(conf);
        return files instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : files;
    }
}
