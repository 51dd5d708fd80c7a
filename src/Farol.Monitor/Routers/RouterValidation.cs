namespace Farol.Monitor.Routers;

/// <summary>Turns a request into a definition, or names every field that is wrong and how to mend it.</summary>
internal static class RouterValidation
{
    private const int MaxIdLength = 64;
    private const int MaxTextLength = 256;
    private const int MaxUplinks = 64;
    private const int MaxSessionsAllowed = 4;

    /// <param name="known">The router that is replaced, or null for a new one.</param>
    public static RouterDefinition? Read(RouterRequest request, string tenantId, RouterDefinition? known, out Dictionary<string, string[]> errors)
    {
        var wrong = new Dictionary<string, string[]>();
        errors = wrong;
        var protocol = Protocol(request, known, wrong);
        var definition = new RouterDefinition
        {
            Id = known?.Id ?? Id(request.Id, wrong),
            TenantId = tenantId,
            Name = Bounded("name", request.Name, wrong) ?? known?.Name ?? request.Id ?? "",
            Host = Required("host", request.Host, known?.Host, "an address or a name, such as 192.0.2.1", wrong),
            Protocol = protocol,
            Port = Port(request, known, protocol, wrong),
            Username = Required("username", request.Username, known?.Username, "the account on the router", wrong),
            Password = Secret("password", request.Password, known?.Password, wrong),
            PrivateKeyFile = Cleared(Bounded("private_key_file", request.PrivateKeyFile, wrong), known?.PrivateKeyFile),
            PrivateKeyPassphrase = Secret("private_key_passphrase", request.PrivateKeyPassphrase, known?.PrivateKeyPassphrase, wrong),
            ChangeUsername = Cleared(Bounded("change_username", request.ChangeUsername, wrong), known?.ChangeUsername),
            ChangePassword = Secret("change_password", request.ChangePassword, known?.ChangePassword, wrong),
            HostKeyFingerprint = Cleared(Bounded("host_key_fingerprint", request.HostKeyFingerprint, wrong), known?.HostKeyFingerprint),
            AllowLegacyAlgorithms = request.AllowLegacyAlgorithms ?? known?.AllowLegacyAlgorithms ?? false,
            Uplinks = Uplinks(request, known, wrong),
            MaxSessions = Sessions(request, known, wrong),
            ManagedBy = "api",
        };
        CheckCredentials(definition, wrong);
        return wrong.Count == 0 ? definition : null;
    }

    private static string Id(string? id, Dictionary<string, string[]> wrong)
    {
        if (id is { Length: > 0 and <= MaxIdLength } && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
        {
            return id;
        }

        wrong["id"] = [$"is required: lower-case letters, digits, \"-\" and \"_\", at most {MaxIdLength}, such as bng-01"];
        return "";
    }

    private static RouterProtocol Protocol(RouterRequest request, RouterDefinition? known, Dictionary<string, string[]> wrong)
    {
        switch (request.Protocol?.ToLowerInvariant())
        {
            case null:
                return known?.Protocol ?? RouterProtocol.Ssh;
            case "ssh":
                return RouterProtocol.Ssh;
            case "telnet":
                return RouterProtocol.Telnet;
            default:
                wrong["protocol"] = ["is ssh or telnet"];
                return RouterProtocol.Ssh;
        }
    }

    private static int Port(RouterRequest request, RouterDefinition? known, RouterProtocol protocol, Dictionary<string, string[]> wrong)
    {
        if (request.Port is < 1 or > 65535)
        {
            wrong["port"] = ["is 1 to 65535; 22 for SSH and 23 for Telnet unless given"];
        }

        var usual = protocol == RouterProtocol.Ssh ? 22 : 23;
        return request.Port ?? (known is not null && known.Protocol == protocol ? known.Port : usual);
    }

    private static IReadOnlyList<string> Uplinks(RouterRequest request, RouterDefinition? known, Dictionary<string, string[]> wrong)
    {
        if (request.Uplinks is { } uplinks && (uplinks.Count > MaxUplinks || uplinks.Any(u => string.IsNullOrWhiteSpace(u) || u.Length > MaxTextLength)))
        {
            wrong["uplinks"] = [$"is a list of at most {MaxUplinks} name patterns, such as \"100GE0/1/*\""];
        }

        return request.Uplinks ?? known?.Uplinks ?? [];
    }

    private static int Sessions(RouterRequest request, RouterDefinition? known, Dictionary<string, string[]> wrong)
    {
        if (request.MaxSessions is < 1 or > MaxSessionsAllowed)
        {
            wrong["max_sessions"] = [$"is 1 to {MaxSessionsAllowed}: the router has few terminals, and others need them too"];
        }

        return request.MaxSessions ?? known?.MaxSessions ?? 2;
    }

    private static void CheckCredentials(RouterDefinition definition, Dictionary<string, string[]> wrong)
    {
        if (definition.Password is null && definition.PrivateKeyFile is null)
        {
            wrong.TryAdd("password", ["is required unless private_key_file is given"]);
        }

        if (definition is { Protocol: RouterProtocol.Telnet, PrivateKeyFile: not null })
        {
            wrong.TryAdd("private_key_file", ["has no use with Telnet; give a password"]);
        }

        if (definition.ChangeUsername is null != definition.ChangePassword is null)
        {
            wrong.TryAdd("change_username", ["change_username and change_password are given together or not at all"]);
        }
    }

    private static string Required(string field, string? value, string? known, string what, Dictionary<string, string[]> wrong)
    {
        var text = Bounded(field, value, wrong) ?? known;
        if (string.IsNullOrWhiteSpace(text))
        {
            wrong.TryAdd(field, [$"is required: {what}"]);
        }

        return text ?? "";
    }

    private static string? Secret(string field, string? value, string? known, Dictionary<string, string[]> wrong) =>
        value is null or RouterRequest.Mask ? known : Cleared(Bounded(field, value, wrong), known: null);

    /// <summary>An empty text takes a value away, an absent one keeps it.</summary>
    private static string? Cleared(string? value, string? known) => value is null ? known : value.Length == 0 ? null : value;

    private static string? Bounded(string field, string? value, Dictionary<string, string[]> wrong)
    {
        if (value is { Length: > MaxTextLength } || value?.Any(char.IsControl) == true)
        {
            wrong[field] = [$"is at most {MaxTextLength} characters, none of them a control character"];
        }

        return value;
    }
}
