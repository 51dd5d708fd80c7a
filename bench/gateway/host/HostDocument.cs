using System.Text.Json;
using Farol.Configuration.Gateway;

namespace Farol.Bench.Gateway;

/// <summary>The keys of a gateway's file that the measurements use; everything else has its default.</summary>
internal static class HostDocument
{
    public static GatewayDocument Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = json.RootElement;
        return new GatewayDocument
        {
            Listeners = [.. List(root, "listeners").Select(Listener)],
            Certificates = [.. List(root, "certificates").Select(Certificate)],
            Pools = [.. List(root, "pools").Select(Pool)],
            Routes = [.. List(root, "routes").Select(Route)],
            Gateway = new GlobalSection { Loops = root.TryGetProperty("gateway", out var gateway) ? Number(gateway, "loops", 0) : 0 },
        };
    }

    private static ListenerSection Listener(JsonElement e) => new()
    {
        Name = Text(e, "name"),
        Address = Text(e, "address"),
        Port = Number(e, "port", 0),
        Tls = e.TryGetProperty("tls", out var tls)
            ? new ListenerTlsSection { Certificates = [.. List(tls, "certificates").Select(c => c.GetString()!)], MinimumVersion = TlsVersion.Tls13 }
            : null,
    };

    private static CertificateSection Certificate(JsonElement e) =>
        new() { Name = Text(e, "name"), CertificateFile = Text(e, "certificate_file"), KeyFile = Text(e, "key_file") };

    private static PoolSection Pool(JsonElement e) => new()
    {
        Name = Text(e, "name"),
        KeepAlive = new KeepAliveSection { MaxIdle = Number(e.GetProperty("keep_alive"), "max_idle", 64) },
        Backends = [.. List(e, "backends").Select(b => new BackendSection { Id = Text(b, "id"), Address = Text(b, "address"), Weight = Number(b, "weight", 1) })],
    };

    private static RouteSection Route(JsonElement e) => new()
    {
        Name = Text(e, "name"),
        PathPrefix = Text(e, "path_prefix", "/"),
        Pool = Text(e, "pool"),
        ResponseHeaders = e.TryGetProperty("response_headers", out var changes)
            ? new HeaderChangesSection { Set = [.. changes.GetProperty("set").EnumerateObject().Select(h => new HeaderValueSection { Name = h.Name, Value = h.Value.GetString()! })] }
            : new HeaderChangesSection(),
    };

    private static JsonElement.ArrayEnumerator List(JsonElement e, string key) => e.TryGetProperty(key, out var list) ? list.EnumerateArray() : default;

    private static string Text(JsonElement e, string key, string otherwise = "") => e.TryGetProperty(key, out var value) ? value.GetString()! : otherwise;

    private static int Number(JsonElement e, string key, int otherwise) => e.TryGetProperty(key, out var value) ? value.GetInt32() : otherwise;
}
