import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** By default the client offers to upgrade to HTTP/2. It sends the request twice over one connection. */
public class HttpClientUser {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newBuilder().authenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(System.getenv("THREADS_USERNAME"), System.getenv("THREADS_PASSWORD").toCharArray());
            }
        }).build();
        for (boolean expects : new boolean[] {false, true}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("THREADS_URL")))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .expectContinue(expects)
                .POST(HttpRequest.BodyPublishers.ofString(System.getenv("THREADS_BODY")))
                .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) throw new IllegalStateException(response.statusCode() + " " + response.body());
            if (expects) System.out.println(response.body());
        }
    }
}
