import { asciiJson, type Program } from "./template.ts"

/**
 * C# 11 or newer with RestSharp 112 or newer, as top-level statements. No JSON text holds three quotes in a row, which
 * alone would end a raw string.
 */
export const csharp: Program = ({ body, headers, url }) => `\
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
var request = new RestRequest(${asciiJson(url)}, Method.Post)
    .AddHeader("Accept", ${asciiJson(headers.Accept)})
    .AddStringBody("""${asciiJson(body)}""", ${asciiJson(headers["Content-Type"])});
var response = await client.ExecuteAsync(request);
Console.WriteLine(response.Content);
if (response.IsSuccessful) return 0;
Console.Error.WriteLine($"HTTP {(int)response.StatusCode} {response.ErrorMessage}");
return 1;
`
