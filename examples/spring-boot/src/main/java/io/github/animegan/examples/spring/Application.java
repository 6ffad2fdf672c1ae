package io.github.animegan.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** {@code curl -F photo=@photo.jpg http://localhost:8080/stylize -o anime.png}. */
@SpringBootApplication
public class Application {
    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
