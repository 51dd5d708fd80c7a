using System.Globalization;
using Functional.Tests.Running;

namespace EndToEnd.Tests.Console;

/// <summary>Sends requests through the gateway over one connection, as the clients of a route do.</summary>
internal sealed class GatewayClient(FarolProcess program) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{program.GatewayPort}")),
    };

    /// <summary>Who answered for the host, or the status where nobody did.</summary>
    public async Task<string> AskAsync(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;
        using var answer = await _http.SendAsync(request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : $"{(int)answer.StatusCode}";
    }

    /// <summary>Who answered how often.</summary>
    public async Task<IReadOnlyDictionary<string, int>> AskAsync(string host, int times)
    {
        var answers = new List<string>();
        for (var i = 0; i < times; i++)
        {
            answers.Add(await AskAsync(host));
        }

        return answers.CountBy(a => a).ToDictionary();
    }

    public void Dispose() => _http.Dispose();
}
