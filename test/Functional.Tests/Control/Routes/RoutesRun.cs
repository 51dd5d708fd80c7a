using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Functional.Tests.Running;

namespace Functional.Tests.Control.Routes;

/// <summary>The real program with its simulated router and two tenants, for tests that call every route.</summary>
public sealed class RoutesRun : IAsyncLifetime
{
    public const string Acme = "acme";
    public const string Globex = "globex";

    private static readonly string[] _roles = ["viewer", "operator", "admin", "owner"];

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _passwords = new(StringComparer.Ordinal);
    private Task<MadeObjects>? _made;

    internal ControlRun Control { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Control = await ControlRun.StartWithRouterAsync(new Dictionary<string, string>
        {
            ["RATE_LIMIT_COMMANDS"] = "100000",
            ["RATE_LIMIT_DATA"] = "100000",
            ["RATE_LIMIT_DIAGNOSTICS"] = "100000",
            ["RATE_LIMIT_CACHE"] = "100000",
            ["FAROL_REGISTRATION"] = "open",
            ["FAROL_LINK_LISTEN"] = $"127.0.0.1:{FarolProcess.FreePort()}",
            // Orders are taken; nothing listens there, so that they stay orders.
            ["FAROL_ACME_AGREE_TO_TERMS"] = "true",
            ["FAROL_ACME_DIRECTORY"] = "https://127.0.0.1:9/directory",
        });
        _tokens["platform"] = await Control.TokenAsync(ControlRun.AdminEmail);
        foreach (var tenant in new[] { Acme, Globex })
        {
            await ControlRun.ReadAsync(await Control.Admin.PostAsJsonAsync("/api/tenants", new { id = tenant, name = tenant, plan = "pro" }));
            foreach (var role in _roles)
            {
                var email = $"{role}@{tenant}.example";
                await ControlRun.ReadAsync(await Control.Admin.PostAsJsonAsync($"/api/users?tenant={tenant}", new { email, role, password = ControlRun.Password, first_name = role, last_name = tenant }));
                _tokens[$"{role}@{tenant}"] = await LoginAsync(email, $"{role}@{tenant}");
            }
        }
    }

    /// <summary>One object of each kind, made once.</summary>
    internal Task<MadeObjects> MadeAsync()
    {
        lock (_tokens)
        {
            return _made ??= MakeAsync();
        }
    }

    /// <summary>A login of its own, for a test that ends it.</summary>
    internal async Task<string> FreshAsync()
    {
        _tokens["fresh"] = await Control.TokenAsync(ControlRun.AdminEmail);
        return "fresh";
    }

    /// <summary>A session of the tenant's owner beside the one that the tests use.</summary>
    internal async Task<string> OtherSessionAsync()
    {
        using var login = await Control.Anonymous.PostAsJsonAsync("/api/auth/login", new { email = $"owner@{Acme}.example", password = _passwords[$"owner@{Acme}"] });
        await ControlRun.ReadAsync(login);
        using var sessions = await CallAsync(ApiOperation.Find("GET /api/sessions"), $"owner@{Acme}");
        return (await ControlRun.ReadAsync(sessions)).GetProperty("items").EnumerateArray()
            .First(s => !s.GetProperty("current").GetBoolean() && s.GetProperty("email").GetString() == $"owner@{Acme}.example").GetProperty("id").GetString()!;
    }

    /// <summary>"platform", or ROLE@TENANT.</summary>
    internal string Token(string who) => _tokens[who];

    /// <summary>Calls an operation on the first of its ports.</summary>
    /// <param name="who">Null: without a login.</param>
    internal async Task<HttpResponseMessage> CallAsync(ApiOperation operation, string? who, string? address = null, object? body = null, string? ifMatch = null, bool sendBody = true)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(ControlRun.Address(Port(operation)), Address(operation, who, address ?? operation.Address())));
        if (who is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[who]);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (sendBody && (body ?? operation.Example) is { } content)
        {
            var text = content switch { string plain => plain, JsonElement { ValueKind: JsonValueKind.String } yaml => yaml.GetString()!, _ => JsonSerializer.Serialize(content) };
            request.Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(operation.MediaType ?? "application/json"));
        }

        return await Control.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await Control.DisposeAsync();

    private async Task<MadeObjects> MakeAsync()
    {
        var made = new MadeObjects(this);
        await made.MakeAsync();
        return made;
    }

    /// <summary>The router that the examples add is nowhere; the platform's answers are about the simulated one.</summary>
    private static string Address(ApiOperation operation, string? who, string address) =>
        who is "platform" or "fresh" && operation.QueryParameters.Contains("router") && !address.Contains("router=", StringComparison.Ordinal)
            ? $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}router=simulated"
            : address;

    internal int Port(ApiOperation operation) => operation.Ports[0] switch
    {
        "PORT" => Control.Program.Port,
        "CONTROL_PORT" => Control.Program.ControlPort,
        "ADMIN_PORT" => Control.Program.AdminPort,
        "CONSOLE_PORT" => Control.Program.ConsolePort,
        var setting => setting == "METRICS_PORT" ? Control.Program.MetricsPort : throw new ArgumentException(setting),
    };

    /// <summary>A password that somebody else chose is replaced first.</summary>
    private async Task<string> LoginAsync(string email, string who)
    {
        _passwords[who] = ControlRun.Password;
        using var client = await Control.LoginAsync(email);
        using var profile = await client.GetAsync("/api/profile");
        var me = await ControlRun.ReadAsync(profile);
        if (!(me.TryGetProperty("must_change_password", out var must) && must.GetBoolean()))
        {
            return client.DefaultRequestHeaders.Authorization!.Parameter!;
        }

        var chosen = _passwords[who] = ControlRun.Password + " 2";
        await ControlRun.ReadAsync(await client.PutAsJsonAsync("/api/profile", new { current_password = ControlRun.Password, new_password = chosen }));
        return await Control.TokenAsync(email, chosen);
    }
}
