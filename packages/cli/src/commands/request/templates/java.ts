import { asciiJson, type Program } from "./template.ts"

/** Java 11 or newer with OkHttp 3.13 or newer. A body of bytes keeps OkHttp from adding a charset. */
export const java: Program = ({ body, headers, method, url }) => `\
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
        byte[] body = ${asciiJson(asciiJson(body))}.getBytes(UTF_8);
        Request request = new Request.Builder()
            .url(${asciiJson(url)})
            .method(${asciiJson(method)}, RequestBody.create(MediaType.get(${asciiJson(headers["Content-Type"])}), body))
            .header("Accept", ${asciiJson(headers.Accept)})
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
`
