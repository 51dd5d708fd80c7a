using System.Net;
using System.Text.Json;
using Farol.Control.Gateways;
using Farol.Control.Requests;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Control.Tests.Requests;

/// <summary>A control plane whose gateways a test makes up, and somebody who looks at requests.</summary>
public abstract class RequestSampleSuite : IAsyncLifetime
{
    protected const string Path = "/api/requests/sample";

    protected ManualTime Time { get; } = new();
    private protected FakeFleet Fleet { get; } = new();
    protected LinkedGateway Gateway { get; } = new() { Name = "local", IsConnected = true };
    private protected ControlApplication Application { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Fleet.Set(Gateway);
        Application = await ControlApplication.StartAsync(Time, fleet: Fleet, options: o => o with { Requests = new RequestSampleOptions { PerSecond = 7 } });
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static RequestLine Line(string path, Action<RequestLine>? change = null)
    {
        var line = new RequestLine
        {
            UnixMilliseconds = 1_768_478_400_000,
            Client = "192.0.2.7",
            Method = "GET",
            Host = "shop.test",
            Path = path,
            TotalMicroseconds = 2_500,
            Tenant = "acme",
            Route = "acme:all",
            Pool = "acme:web",
            Backend = "acme:web/one",
            Tries = 1,
            RequestId = "abc",
        };
        change?.Invoke(line);
        return line;
    }

    protected static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    protected static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    protected static string? Client(JsonElement body) => Text(body.GetProperty("items")[0], "client");

    protected static List<string> Paths(JsonElement body) => [.. body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("path").GetString()!)];

    protected static List<string> Names(JsonElement body, string list) => [.. body.GetProperty(list).EnumerateArray().Select(g => g.GetString()!)];

    /// <summary>The gateway tells of requests; to every watch unless a line names its own.</summary>
    protected void Tell(params RequestLine[] lines)
    {
        var told = new RequestLines();
        foreach (var line in lines)
        {
            if (line.Watches.Count == 0)
            {
                line.Watches.AddRange(Fleet.Wanted!.Watches.Select(w => w.Id));
            }

            told.Lines.Add(line);
        }

        Application.Get<RequestDesk>().Sampled(Gateway, told);
    }

    protected void Count(long seen, long dropped) => Application.Get<RequestDesk>().Sampled(
        Gateway, new RequestLines { Counts = { new WatchCount { Watch = Assert.Single(Fleet.Wanted!.Watches).Id, Seen = seen, Dropped = dropped } } });

    protected async Task<JsonElement> OkAsync(HttpClient client, string query)
    {
        using var answer = await client.GetAsync(Path + query, Token);
        var body = await ControlApplication.ReadAsync(answer);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body.ToString());
        return body;
    }
}
