package demo;

import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void surefireRunsWithTheVectorApi() {
        Demo.main(new String[] {"vector"});
    }
}
