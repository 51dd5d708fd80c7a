using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.Tests.Control.Routes;

/// <summary>One object of each kind, made with the document's own examples by the tenant's owner (or the platform, where only it may).</summary>
internal sealed class MadeObjects(RoutesRun run)
{
    private static readonly string[] _names = ["id", "user_id", "name", "host", "number", "fingerprint"];

    /// <summary>In this order: a route needs its pool.</summary>
    private static readonly string[] _collections =
    [
        "/api/pools", "/api/backends", "/api/routes", "/api/hosts", "/api/keys", "/api/users", "/api/security/blocks", "/api/certificates", "/api/routers", "/api/tenants",
        "/api/admin/users", "/api/gateways",
    ];

    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>Who may do the most with an operation: the tenant's owner, or the platform.</summary>
    public static string CallerOf(ApiOperation operation) =>
        operation.Role == "platform" || !operation.Ports.Contains("CONTROL_PORT") || operation.Path.StartsWith("/api/tenants", StringComparison.Ordinal) ? "platform" : $"owner@{RoutesRun.Acme}";

    /// <summary>The collection that an operation's object is in: what stands before its first parameter.</summary>
    public static string CollectionOf(ApiOperation operation) => operation.Path[..Math.Max(0, operation.Path.IndexOf("/{", StringComparison.Ordinal))];

    /// <summary>Null: the operation names no object.</summary>
    public string? IdFor(ApiOperation operation) => operation.PathParameters.Count == 0 ? null : _ids[CollectionOf(operation)];

    public string RouterId => _ids["/api/routers"];

    /// <summary>Makes what is not there.</summary>
    public async Task MakeAsync()
    {
        var admin = run.Control.Admin;
        await ControlRun.ReadAsync(await admin.PutAsJsonAsync($"/api/tenants/{RoutesRun.Acme}", new { backend_networks = new[] { "127.0.0.0/8" } }));
        await ProveAsync("shop.example.com");
        foreach (var collection in _collections)
        {
            if (ApiOperation.All.FirstOrDefault(o => o.Key == "POST " + collection) is { } operation && !_ids.ContainsKey(collection))
            {
                using var answer = await run.CallAsync(operation, CallerOf(operation));
                Assert.True(answer.StatusCode is HttpStatusCode.Created, $"{operation}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                _ids[collection] = Id(await ControlRun.ReadAsync(answer));
            }
        }

        _ids["/api/sessions"] = await run.OtherSessionAsync();
        _ids["/api/alerts"] = await AlertAsync();
        _ids["/api/config/revisions"] = Id(await FirstAsync("/api/config/revisions"));
    }

    private static string Id(JsonElement made) => _names.Where(n => made.TryGetProperty(n, out _)).Select(n => made.GetProperty(n).ToString()).First();

    /// <summary>Alertmanager's example, with the label that gives it to the tenant.</summary>
    private async Task<string> AlertAsync()
    {
        var operation = ApiOperation.Find("POST /api/alerts/webhook");
        var message = JsonNode.Parse(operation.Example!.Value.GetRawText())!;
        message["alerts"]![0]!["labels"]!["tenant"] = RoutesRun.Acme;
        await ControlRun.ReadAsync(await run.CallAsync(operation, who: null, body: message.ToJsonString()));
        return Id(await FirstAsync("/api/alerts"));
    }

    private async Task<JsonElement> FirstAsync(string collection)
    {
        using var answer = await run.CallAsync(ApiOperation.Find("GET " + collection), $"owner@{RoutesRun.Acme}");
        return (await ControlRun.ReadAsync(answer)).GetProperty("items")[0];
    }

    private async Task ProveAsync(string host)
    {
        using var claimed = await run.CallAsync(ApiOperation.Find("POST /api/hosts"), $"owner@{RoutesRun.Acme}", body: new { host });
        Assert.True(claimed.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Conflict, await claimed.Content.ReadAsStringAsync());
        using var approved = await run.CallAsync(ApiOperation.Find("POST /api/hosts/{host}/approve"), "platform", $"/api/hosts/{host}/approve?tenant={RoutesRun.Acme}");
        Assert.True(approved.IsSuccessStatusCode, await approved.Content.ReadAsStringAsync());
    }
}
