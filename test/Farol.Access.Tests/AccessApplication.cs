using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Store;
using Farol.Store.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Access.Tests;

/// <summary>A small program with the real parts on a Kestrel port of its own, as the front door is.</summary>
internal sealed class AccessApplication : IAsyncDisposable
{
    public const string AdminPassword = "correct horse battery";
    private readonly TemporaryFolder? _ownFolder;

    private AccessApplication(WebApplication app, TemporaryFolder? ownFolder)
    {
        App = app;
        _ownFolder = ownFolder;
        Address = new Uri(app.Urls.First());
        Client = CreateClient();
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => App.Services;

    public static async Task<AccessApplication> StartAsync(
        Func<AccessOptions, AccessOptions>? change = null,
        TimeProvider? time = null,
        string? dataFolder = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null)
    {
        var own = dataFolder is null ? new TemporaryFolder() : null;
        var folder = dataFolder ?? own!.Path;
        var passwordFile = Path.Combine(folder, "admin-password");
        await File.WriteAllTextAsync(passwordFile, AdminPassword + "\n");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStore(new StoreOptions { DataFolder = folder, Postgres = await TestDatabase.UrlForAsync(folder) is { } url && PostgresOptions.TryRead(url, out var database, out _) ? database : null });
        var options = new AccessOptions { AdminPasswordFile = passwordFile, PasswordIterations = 1000 };
        builder.Services.AddAccess(change?.Invoke(options) ?? options);
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseApiProblems();
        app.UseWebSockets();
        app.MapAccess();
        app.MapGet("/totals", (HttpContext context) => context.GetCaller().Name).RequireRole(Role.Viewer);
        app.MapPost("/totals", () => "written").RequireRole(Role.Viewer);
        app.MapGet("/persons", () => "persons").RequireRole(Role.Operator);
        app.MapGet("/installation", () => "installation").RequirePlatform();
        app.MapGet("/mine", (HttpContext context) => context.GetCaller().Name).RequireLogin();
        app.MapGet("/open", () => "open").AllowAnonymous();
        app.MapGet("/forgotten", () => "forgotten");
        map?.Invoke(app);
        await app.StartAsync();
        return new AccessApplication(app, own);
    }

    public HttpClient CreateClient() => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> LoginAsync(string email, string password) =>
        Client.PostAsJsonAsync("/api/auth/login", new { email, password });

    public async Task<JsonElement> LoginAsAdminAsync()
    {
        var response = await LoginAsync("admin@farol.local", AdminPassword);
        response.EnsureSuccessStatusCode();
        return await ReadAsync(response);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token = null, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, null, headers);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _ownFolder?.Dispose();
    }
}
