using Farol.Access.Accounts;
using Farol.Configuration;
using Farol.Configuration.Documents;
using Farol.Configuration.Settings;
using Farol.Monitor.Routers;

namespace Farol.Settings;

/// <summary>The routers of <c>ROUTER_…</c> and of the configuration file.</summary>
internal static class RouterSettings
{
    public static IReadOnlyList<RouterDefinition> Read(SettingsReader reader, FarolDocument? document)
    {
        var routers = new List<RouterDefinition>();
        if (reader.Text("ROUTER_HOST") is { } host)
        {
            routers.Add(FromSettings(reader, host));
        }

        foreach (var section in document?.Routers ?? [])
        {
            if (routers.Any(r => r.Id == section.Id))
            {
                reader.Add(new ConfigurationError(document!.Source, section.Line, "id", $"\"{section.Id}\" is the id of the router from ROUTER_HOST; choose another"));
            }

            routers.Add(FromSection(section, document!.Source));
        }

        return routers;
    }

    private static RouterDefinition FromSettings(SettingsReader reader, string host)
    {
        var protocol = reader.Choice("ROUTER_PROTOCOL", "ssh", "ssh", "telnet");
        var router = new RouterDefinition
        {
            Id = reader.Text("ROUTER_ID", "default"),
            TenantId = PlatformTenant.Id,
            Name = reader.Text("ROUTER_NAME", host),
            Host = host,
            Protocol = protocol == "ssh" ? RouterProtocol.Ssh : RouterProtocol.Telnet,
            Port = reader.Integer("ROUTER_PORT", protocol == "ssh" ? 22 : 23, 1, 65535),
            Username = reader.Text("ROUTER_USERNAME", ""),
            Password = reader.Text("ROUTER_PASSWORD"),
            PrivateKeyFile = reader.Text("ROUTER_PRIVATE_KEY_FILE"),
            PrivateKeyPassphrase = reader.Text("ROUTER_PRIVATE_KEY_PASSPHRASE"),
            ChangeUsername = reader.Text("ROUTER_CHANGE_USERNAME"),
            ChangePassword = reader.Text("ROUTER_CHANGE_PASSWORD"),
            HostKeyFingerprint = reader.Text("ROUTER_HOST_KEY_FINGERPRINT"),
            AllowLegacyAlgorithms = reader.Flag("ROUTER_ALLOW_LEGACY_ALGORITHMS", otherwise: false),
            Uplinks = reader.List("ROUTER_UPLINKS"),
            MaxSessions = reader.Integer("ROUTER_MAX_SESSIONS", 2, 1, 4),
            ManagedBy = "settings",
        };
        Check(reader, router);
        return router;
    }

    private static void Check(SettingsReader reader, RouterDefinition router)
    {
        if (router.Username.Length == 0)
        {
            reader.Add("ROUTER_USERNAME", "is required with ROUTER_HOST");
        }

        if (router.Password is null && router.PrivateKeyFile is null)
        {
            reader.Add("ROUTER_PASSWORD", "is required with ROUTER_HOST, unless ROUTER_PRIVATE_KEY_FILE is given");
        }

        if (!router.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
        {
            reader.Add("ROUTER_ID", "may hold lower-case letters, digits, \"-\" and \"_\"");
        }

        if (router.ChangeUsername is null != router.ChangePassword is null)
        {
            reader.Add("ROUTER_CHANGE_USERNAME", "ROUTER_CHANGE_USERNAME and ROUTER_CHANGE_PASSWORD are given together or not at all");
        }
    }

    private static RouterDefinition FromSection(RouterSection section, string source) => new()
    {
        Id = section.Id,
        TenantId = PlatformTenant.Id,
        Name = section.Name,
        Host = section.Host,
        Port = section.Port,
        Protocol = section.Protocol == "ssh" ? RouterProtocol.Ssh : RouterProtocol.Telnet,
        Username = section.Username,
        Password = section.Password,
        PrivateKeyFile = section.PrivateKeyFile,
        PrivateKeyPassphrase = section.PrivateKeyPassphrase,
        ChangeUsername = section.ChangeUsername,
        ChangePassword = section.ChangePassword,
        HostKeyFingerprint = section.HostKeyFingerprint,
        AllowLegacyAlgorithms = section.AllowLegacyAlgorithms,
        Uplinks = section.Uplinks,
        MaxSessions = section.MaxSessions,
        ManagedBy = $"file {source}",
    };
}
