using System.Text;
using System.Text.Json;

namespace Functional.Tests.Running;

/// <summary>The simulator's control port.</summary>
internal static class SimulatorControl
{
    private static readonly HttpClient _http = new();

    public static async Task PlayAsync(int port, object scenario)
    {
        // With a length, not in chunks: the control port is a small server.
        using var body = new StringContent(JsonSerializer.Serialize(scenario), Encoding.UTF8, "application/json");
        var answer = await _http.PostAsync($"http://127.0.0.1:{port}/scenarios", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The state of the first router.</summary>
    public static async Task<JsonElement> StateAsync(int port)
    {
        var text = await _http.GetStringAsync($"http://127.0.0.1:{port}/state?router=0");
        var root = JsonDocument.Parse(text).RootElement;
        return root.ValueKind == JsonValueKind.Array ? root[0] : root.TryGetProperty("routers", out var routers) ? routers[0] : root;
    }
}
