// Needs RestSharp: dotnet add package RestSharp
using RestSharp;
using RestSharp.Authenticators;

string Setting(string name) =>
    Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new InvalidOperationException($"{name} is not set.");

using var client = new RestClient(new RestClientOptions
{
    Authenticator = new HttpBasicAuthenticator(Setting("THREADS_USERNAME"), Setting("THREADS_PASSWORD")),
    DisableCharset = true,
    FollowRedirects = false,
    Timeout = TimeSpan.FromSeconds(30),
});
var request = new RestRequest("http://127.0.0.1:8080/communications/departments/service-department/customers/customer-01/threads", Method.Post)
    .AddHeader("Accept", "application/json")
    .AddStringBody("""{"assigneeUserUUID":"advisor-chloe","isArchived":false,"isClosed":false,"maxResults":3,"sortOrderKey":"LAST_MESSAGE_ON","sortOrder":"ASC"}""", "application/json");
var response = await client.ExecuteAsync(request);
Console.WriteLine(response.Content);
if (response.IsSuccessful) return 0;
Console.Error.WriteLine($"HTTP {(int)response.StatusCode} {response.ErrorMessage}");
return 1;
