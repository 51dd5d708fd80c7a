using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Control.Backends;
using Farol.Control.Hosts;
using Farol.Control.Revisions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Farol.Control.Tests.Backends;

/// <summary>The control plane with a configuration in memory, names that the test resolves, and a DNS that it writes.</summary>
internal sealed class ObjectApplication : IAsyncDisposable
{
    private ObjectApplication()
    {
    }

    public ControlApplication Control { get; private set; } = null!;

    public RecordedConfiguration Configuration { get; private set; } = null!;

    public FakeFleet Fleet { get; } = new();

    /// <summary>What names of backends resolve to.</summary>
    public ConcurrentDictionary<string, string[]> Zone { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>TXT records, by name.</summary>
    public RecordsUnderTest Records { get; } = new();

    public HttpClient Platform => Control.Platform;

    public HttpClient Acme => Control.AcmeOperator;

    public HttpClient Globex => Control.GlobexOperator;

    public static async Task<ObjectApplication> StartAsync(GatewayDocument? file = null, GatewayDocument? api = null, TimeProvider? time = null, HostOptions? hosts = null)
    {
        var application = new ObjectApplication();
        application.Control = await ControlApplication.StartAsync(
            time: time,
            fleet: application.Fleet,
            options: o => o with { Hosts = hosts ?? new HostOptions(), OwnHosts = ["farol.example.net"] },
            services: services =>
            {
                services.AddSingleton<RecordedConfiguration>();
                services.Replace(ServiceDescriptor.Singleton<IConfiguration>(provider => provider.GetRequiredService<RecordedConfiguration>()));
                services.AddSingleton<NameLookUp>((host, _) => application.Zone.TryGetValue(host, out var found)
                    ? Task.FromResult(found.Select(IPAddress.Parse).ToArray())
                    : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));
                services.AddSingleton(new OwnAddresses(() => [IPAddress.Parse("198.51.100.7"), IPAddress.Parse("2001:db8:1::7")]));
                services.AddSingleton<ITextRecords>(application.Records);
            });
        application.Configuration = application.Control.Get<RecordedConfiguration>();
        var outcome = await application.Control.Get<LiveConfiguration>().EnqueueAsync(
            new PendingChange(new RevisionCause("test", "configuration.file", "farol.yaml"), state => state with
            {
                Api = api ?? GatewayDocument.Empty,
                File = GatewayCheck.Complete(file ?? GatewayDocument.Empty),
                FileName = file is null ? null : "farol.yaml",
            }),
            TestContext.Current.CancellationToken);
        Assert.Null(outcome.Problem);
        return application;
    }

    /// <summary>A host that the tenant has proven.</summary>
    public async Task ProveAsync(string tenant, string host)
    {
        var claim = await SendAsync(Platform, HttpMethod.Post, $"/api/hosts?tenant={tenant}", new { host });
        Assert.Equal(HttpStatusCode.Created, claim.Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Platform, HttpMethod.Post, $"/api/hosts/{host}/approve?tenant={tenant}")).Status);
    }

    /// <summary>Networks that a tenant's backends may be in.</summary>
    public async Task OpenAsync(string tenant, params string[] networks)
    {
        var answer = await SendAsync(Platform, HttpMethod.Put, $"/api/tenants/{tenant}", new { backend_networks = networks });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body.ToString());
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : body is null ? null : JsonContent.Create(body);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, answer.Length == 0 ? default : JsonElement.Parse(answer), response);
    }

    public ValueTask DisposeAsync() => Control.DisposeAsync();
}
