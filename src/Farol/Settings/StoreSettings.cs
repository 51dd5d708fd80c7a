using Farol.Configuration.Settings;
using Farol.Store;
using Farol.Store.Postgres;
using Farol.Store.Redis;

namespace Farol.Settings;

/// <summary>Where state is kept: the data folder, PostgreSQL instead of <c>state.db</c>, Redis for the cache.</summary>
internal static class StoreSettings
{
    public static StoreOptions Read(SettingsReader reader, string data)
    {
        var host = reader.Text("REDIS_HOST");
        var redis = host is null ? null : new RedisOptions
        {
            Host = host,
            Port = reader.Integer("REDIS_PORT", 6379, 1, SettingsBuilder.MaxPort),
            Username = reader.Text("REDIS_USERNAME"),
            Password = reader.Text("REDIS_PASSWORD"),
            Tls = reader.Flag("REDIS_TLS", otherwise: false),
            TlsAuthorityFile = reader.Text("REDIS_TLS_AUTHORITY_FILE"),
        };
        return SettingsBuilder.Checked(reader, new StoreOptions { DataFolder = data, Redis = redis, Postgres = Postgres(reader) }, o => o.Validate());
    }

    private static PostgresOptions? Postgres(SettingsReader reader)
    {
        if (reader.Text("FAROL_DATABASE_URL") is not { } url)
        {
            return null;
        }

        if (!PostgresOptions.TryRead(url, out var options, out var error))
        {
            reader.Add("FAROL_DATABASE_URL", error);
        }

        return options;
    }
}
