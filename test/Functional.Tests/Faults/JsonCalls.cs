using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Functional.Tests.Faults;

/// <summary>Calls that give the status with the body, for tests of what goes wrong.</summary>
internal static class JsonCalls
{
    public static async Task<(HttpStatusCode Status, JsonElement Body)> ReadAsync(this HttpClient client, string path) =>
        await TakeAsync(await client.GetAsync(path));

    public static async Task<(HttpStatusCode Status, JsonElement Body)> WriteAsync(this HttpClient client, string path, object? body = null) =>
        await TakeAsync(await client.PostAsJsonAsync(path, body ?? new { }));

    /// <summary>The <c>data</c> of GET /api/router_status.</summary>
    public static async Task<JsonElement> RouterStatusAsync(this HttpClient client, string? router = null)
    {
        var (status, body) = await client.ReadAsync("/api/router_status" + (router is null ? "" : "?router=" + router));
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("data");
    }

    public static async Task<bool> IsOnlineAsync(this HttpClient client, string? router = null) =>
        (await client.RouterStatusAsync(router)).GetProperty("status").GetString() == "online";

    /// <summary>The fault of the last error, as the wire spells it; null when there was none.</summary>
    public static async Task<string?> LastFaultAsync(this HttpClient client, string? router = null) =>
        (await client.RouterStatusAsync(router)).GetProperty("last_error") is { ValueKind: JsonValueKind.Object } error ? error.GetProperty("fault").GetString() : null;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> TakeAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
        }
    }
}
