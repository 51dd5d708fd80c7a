using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Farol.Access;
using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Control.Gateways;
using Farol.Live;
using Farol.Store;
using Farol.Store.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Control.Tests;

/// <summary>
/// The control plane with its real parts (store, access, live channels) on a Kestrel port of its own: the rows of port 9090 and, under
/// <c>/admin</c>, those of 9000. Two tenants, <see cref="Acme"/> and <see cref="Globex"/>, each with people of every role.
/// </summary>
internal sealed class ControlApplication : IAsyncDisposable
{
    public const string Acme = "acme";
    public const string Globex = "globex";
    public const string AdminEmail = "admin@farol.local";
    public const string Password = "correct horse battery";

    private readonly TemporaryFolder? _ownFolder;
    private readonly List<HttpClient> _clients = [];

    private ControlApplication(WebApplication app, TemporaryFolder? ownFolder, FakeFleet? fleet)
    {
        App = app;
        _ownFolder = ownFolder;
        Fleet = fleet;
        Address = new Uri(app.Urls.First());
        Anonymous = Client();
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    /// <summary>The gateways that the control plane believes in; null where the real link was asked for.</summary>
    public FakeFleet? Fleet { get; }

    /// <summary>No login at all; the local viewer is off.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>Administrator of the installation.</summary>
    public HttpClient Platform { get; private set; } = null!;

    public HttpClient AcmeOwner { get; private set; } = null!;

    public HttpClient AcmeOperator { get; private set; } = null!;

    public HttpClient AcmeViewer { get; private set; } = null!;

    public HttpClient GlobexOwner { get; private set; } = null!;

    public HttpClient GlobexOperator { get; private set; } = null!;

    public HttpClient GlobexViewer { get; private set; } = null!;

    /// <param name="time">The clock of all parts.</param>
    /// <param name="options">Changes the control plane's options.</param>
    /// <param name="access">Changes the options of logins and roles.</param>
    /// <param name="services">Called after all parts are registered: what it registers wins.</param>
    /// <param name="map">Further endpoints.</param>
    /// <param name="fleet">Pretend gateways; null: as many as are linked, which is none unless the test links one.</param>
    /// <param name="dataFolder">To start again on the same data; a new folder unless given.</param>
    public static async Task<ControlApplication> StartAsync(
        TimeProvider? time = null,
        Func<ControlOptions, ControlOptions>? options = null,
        Func<AccessOptions, AccessOptions>? access = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        FakeFleet? fleet = null,
        string? dataFolder = null)
    {
        var own = dataFolder is null ? new TemporaryFolder() : null;
        var folder = dataFolder ?? own!.Path;
        var passwordFile = Path.Combine(folder, "admin-password");
        await File.WriteAllTextAsync(passwordFile, Password + "\n");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        });
        builder.Services.AddStore(new StoreOptions { DataFolder = folder, Postgres = await TestDatabase.UrlForAsync(folder) is { } url && PostgresOptions.TryRead(url, out var database, out _) ? database : null });
        var accessOptions = new AccessOptions { AdminPasswordFile = passwordFile, PasswordIterations = 1000 };
        builder.Services.AddAccess(access?.Invoke(accessOptions) ?? accessOptions);
        builder.Services.AddLive(new LiveOptions());
        var controlOptions = new ControlOptions { Version = "0.0.0-test" };
        builder.Services.AddControl(options?.Invoke(controlOptions) ?? controlOptions);
        if (fleet is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IGatewayFleet>(fleet));
        }

        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseApiProblems();
        app.UseWebSockets();
        app.MapAccess();
        app.MapControl();
        app.MapGroup("/admin").MapControlAdministration();
        map?.Invoke(app);
        await app.StartAsync();
        var started = new ControlApplication(app, own, fleet);
        await started.LoginAllAsync();
        return started;
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Makes a tenant with the largest plan; does nothing where it is there.</summary>
    public async Task CreateTenantAsync(string id)
    {
        using var answer = await Platform.PostAsJsonAsync("/api/tenants", new { id, name = id, plan = "business" });
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.Created or System.Net.HttpStatusCode.Conflict, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A user of the tenant, made where there is none, logged in: <c>ROLE@TENANT.example</c>.</summary>
    public async Task<HttpClient> UserAsync(string tenant, Role role)
    {
        var email = $"{role.ToName()}@{tenant}.example";
        await Get<IAccounts>().CreateAsync(new NewUser(email, Password, tenant, role), new Change("test", null), CancellationToken.None);
        return await LoginAsync(email, Password);
    }

    public async Task<HttpClient> LoginAsync(string email, string password)
    {
        using var answer = await Anonymous.PostAsJsonAsync("/api/auth/login", new { email, password });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", JsonDocument.Parse(body).RootElement.GetProperty("access_token").GetString());
        return client;
    }

    /// <summary>A client without a login and without cookies.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        _clients.Add(client);
        return client;
    }

    /// <summary>The body as JSON, whatever the status.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await App.StopAsync();
        await App.DisposeAsync();
        _ownFolder?.Dispose();
    }

    private async Task LoginAllAsync()
    {
        Platform = await LoginAsync(AdminEmail, Password);
        await CreateTenantAsync(Acme);
        await CreateTenantAsync(Globex);
        AcmeOwner = await UserAsync(Acme, Role.Owner);
        AcmeOperator = await UserAsync(Acme, Role.Operator);
        AcmeViewer = await UserAsync(Acme, Role.Viewer);
        GlobexOwner = await UserAsync(Globex, Role.Owner);
        GlobexOperator = await UserAsync(Globex, Role.Operator);
        GlobexViewer = await UserAsync(Globex, Role.Viewer);
    }
}
