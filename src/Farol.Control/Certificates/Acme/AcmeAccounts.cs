using Farol.Store.Databases;
using Farol.Store.Secrets;

namespace Farol.Control.Certificates.Acme;

/// <summary>The installation's account at each authority, its key sealed.</summary>
internal sealed class AcmeAccounts(IStateDatabase database, ISecretBox secrets, TimeProvider time)
{
    /// <summary>Null: there is none at this authority yet.</summary>
    public async Task<(AccountKey Key, string Url)?> FindAsync(Uri directory, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<AcmeAccountRow>(
            "SELECT url AS Url, key_sealed AS KeySealed FROM acme_accounts WHERE directory = @directory", new { directory = directory.ToString() }, cancellationToken);
        return rows.Count == 0 ? null : (AccountKey.Open(secrets.Open(rows[0].KeySealed, Context(directory))), rows[0].Url);
    }

    public Task SaveAsync(Uri directory, AccountKey key, string url, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO acme_accounts (directory, url, key_sealed, created_at_ms) VALUES (@directory, @url, @sealedKey, @now)
        ON CONFLICT (directory) DO UPDATE SET url = excluded.url, key_sealed = excluded.key_sealed, created_at_ms = excluded.created_at_ms
        """,
        new
        {
            directory = directory.ToString(),
            url,
            sealedKey = secrets.Seal(key.Export(), Context(directory)),
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        },
        cancellationToken);

    /// <summary>The authority does not know it any more.</summary>
    public Task ForgetAsync(Uri directory, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM acme_accounts WHERE directory = @directory", new { directory = directory.ToString() }, cancellationToken);

    private static string Context(Uri directory) => $"acme/{directory}/key";
}
