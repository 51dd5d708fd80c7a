using System.Net.Http.Json;
using System.Text.Json;
using Functional.Tests.Running;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>The real program with its control plane, a tenant, and a browser.</summary>
public sealed class AccountRun : IAsyncLifetime
{
    public const string AdminEmail = "admin@farol.local";
    public const string Password = FarolProcess.NewPassword;

    internal FarolProcess Program { get; private set; } = null!;

    internal Chromium Browser { get; private set; } = null!;

    /// <summary>The console's port.</summary>
    internal Uri Address => new($"http://127.0.0.1:{Program.ConsolePort}");

    public async ValueTask InitializeAsync()
    {
        Program = await FarolProcess.StartAsync(new Dictionary<string, string> { ["FAROL_REGISTRATION"] = "open" });
        using var first = await Program.LoginAsync();
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.True(async () => (await http.GetAsync("/")).IsSuccessStatusCode, "the console is served", TimeSpan.FromSeconds(40));
        Browser = await Chromium.StartAsync();
    }

    /// <summary>A client with a token, and the token's session.</summary>
    public async Task<HttpClient> LoginAsync(string email, string password)
    {
        var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("/api/auth/login", new { email, password });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        client.DefaultRequestHeaders.Authorization = new("Bearer", JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Program.DisposeAsync();
    }
}
