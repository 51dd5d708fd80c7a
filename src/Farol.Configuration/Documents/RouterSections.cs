namespace Farol.Configuration.Documents;

/// <summary>Reads <c>routers:</c>.</summary>
internal static class RouterSections
{
    private const int MaxIdLength = 64;

    public static IReadOnlyList<RouterSection> Read(SectionReader root)
    {
        var routers = new List<RouterSection>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var section in root.Sections("routers"))
        {
            var router = ReadOne(section);
            section.RefuseUnknown();
            if (router.Id.Length > 0 && !ids.TryAdd(router.Id, router.Line))
            {
                section.Error("id", $"\"{router.Id}\" is already the router on line {ids[router.Id]}; ids are unique");
            }

            routers.Add(router);
        }

        return routers;
    }

    private static RouterSection ReadOne(SectionReader section)
    {
        var protocol = section.Choice("protocol", "ssh", "ssh", "telnet");
        var id = section.Required("id", "bng-01");
        if (id.Length > 0 && !IsId(id))
        {
            section.Error("id", $"\"{id}\" may hold lower-case letters, digits, \"-\" and \"_\", at most {MaxIdLength}");
        }

        var router = new RouterSection
        {
            Id = id,
            Name = section.Text("name") ?? id,
            Host = section.Required("host", "192.0.2.1"),
            Protocol = protocol,
            Port = section.Integer("port", protocol == "ssh" ? 22 : 23, 1, 65535),
            Username = section.Required("username", "farol"),
            Password = section.Text("password"),
            PrivateKeyFile = section.Text("private_key_file"),
            PrivateKeyPassphrase = section.Text("private_key_passphrase"),
            ChangeUsername = section.Text("change_username"),
            ChangePassword = section.Text("change_password"),
            HostKeyFingerprint = section.Text("host_key_fingerprint"),
            AllowLegacyAlgorithms = section.Flag("allow_legacy_algorithms", otherwise: false),
            Uplinks = section.Texts("uplinks"),
            MaxSessions = section.Integer("max_sessions", 2, 1, 4),
            Line = section.Line,
        };
        Check(section, router);
        return router;
    }

    private static void Check(SectionReader section, RouterSection router)
    {
        if (router.Password is null && router.PrivateKeyFile is null)
        {
            section.Error("password", "is required unless private_key_file is given; write password: ${ROUTER_PASSWORD} to keep it out of the file");
        }

        if (router is { Protocol: "telnet", PrivateKeyFile: not null })
        {
            section.Error("private_key_file", "has no use with protocol: telnet; give a password");
        }

        if (router.ChangeUsername is null != router.ChangePassword is null)
        {
            section.Error("change_username", "change_username and change_password are given together or not at all");
        }
    }

    private static bool IsId(string id) =>
        id.Length <= MaxIdLength && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
