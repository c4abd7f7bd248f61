// Save as ListThreads.java. Needs the jars of OkHttp and what it depends on: java -cp 'jars/*' ListThreads.java
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

public class ListThreads {
    public static void main(String[] args) throws Exception {
        String credentials = Credentials.basic(setting("THREADS_USERNAME"), setting("THREADS_PASSWORD"), UTF_8);
        byte[] body = "{\"assigneeUserUUID\":\"advisor-chloe\",\"isArchived\":false,\"isClosed\":false,\"maxResults\":3,\"sortOrderKey\":\"LAST_MESSAGE_ON\",\"sortOrder\":\"ASC\"}".getBytes(UTF_8);
        Request request = new Request.Builder()
            .url("http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads")
            .method("POST", RequestBody.create(MediaType.get("application/json"), body))
            .header("Accept", "application/json")
            .header("Authorization", credentials)
            .build();
        OkHttpClient client = new OkHttpClient.Builder()
            .followRedirects(false)
            .callTimeout(Duration.ofSeconds(30))
            .build();
        try (Response response = client.newCall(request).execute()) {
            response.body().byteStream().transferTo(System.out);
            System.out.println();
            if (!response.isSuccessful()) {
                System.err.println("HTTP " + response.code());
                System.exit(1);
            }
        }
    }

    static String setting(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) throw new IllegalStateException(name + " is not set.");
        return value;
    }
}
