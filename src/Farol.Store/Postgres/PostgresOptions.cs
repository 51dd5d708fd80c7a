using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Farol.Store.Postgres;

/// <summary>Where the state lives when it does not live in <c>state.db</c>.</summary>
public sealed record PostgresOptions
{
    private const int UsualPort = 5432;
    private const string Example = "postgres://farol:password@db.example.net:5432/farol?sslmode=verify-full";

    /// <summary>As the driver wants it. Holds the password: never log it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Connections at once. A server allows 100 by default, and shares them with others.</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>How long to try for a connection before the caller is told.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement may take: what the console asks for takes milliseconds.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Host, port and database, for people.</summary>
    public string Place
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    /// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=…</c>, libpq's form.</summary>
    /// <param name="error">What is wrong with it; never says the password.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out PostgresOptions? options, out string error)
    {
        options = null;
        error = $"is not understood; write it as {Example}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("postgres" or "postgresql") || address.AbsolutePath.Length < 2)
        {
            return false;
        }

        var user = address.UserInfo.Split(':', 2);
        var parts = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(address.Host).Trim('[', ']'),
            Port = address.Port < 0 ? UsualPort : address.Port,
            Database = Uri.UnescapeDataString(address.AbsolutePath[1..]),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        foreach (var (key, value) in Parameters(address.Query))
        {
            if (!TrySet(parts, key, value))
            {
                error = $"has the parameter {key}={value}, which is not understood; known are sslmode (disable, prefer, require, verify-ca, verify-full), sslrootcert and host";
                return false;
            }
        }

        options = new PostgresOptions { ConnectionString = parts.ConnectionString };
        error = "";
        return true;
    }

    /// <summary>The password stays out of logs.</summary>
    public override string ToString() => Place;

    internal IEnumerable<string> Validate()
    {
        if (MaxConnections < 2)
        {
            yield return $"store {nameof(MaxConnections)} must be at least 2: one connection holds the installation's lock";
        }
    }

    private static bool TrySet(NpgsqlConnectionStringBuilder parts, string key, string value)
    {
        switch (key)
        {
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                parts.SslMode = mode;
                return true;
            case "sslrootcert":
                parts.RootCertificate = value;
                return true;
            case "host":
                // A folder: the server's Unix socket.
                parts.Host = value;
                return true;
            default:
                return false;
        }
    }

    private static IEnumerable<(string Key, string Value)> Parameters(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
            .Select(p => (Uri.UnescapeDataString(p[0]), p.Length > 1 ? Uri.UnescapeDataString(p[1]) : ""));
}
