using System.Net.Http.Json;
using System.Text.Json;

namespace Functional.Tests.Running;

/// <summary>The simulator's control port.</summary>
internal static class SimulatorControl
{
    private static readonly HttpClient _http = new();

    public static async Task PlayAsync(int port, object scenario)
    {
        var answer = await _http.PostAsJsonAsync($"http://127.0.0.1:{port}/scenarios", scenario);
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
