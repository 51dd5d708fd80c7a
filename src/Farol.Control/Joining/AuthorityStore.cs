using System.Security.Cryptography;
using Farol.Link.Joining;
using Farol.Store.Databases;
using Farol.Store.Secrets;

namespace Farol.Control.Joining;

/// <summary>The installation's one authority for links: made when it is first needed, its key sealed in the state.</summary>
internal sealed class AuthorityStore(IStateDatabase database, ISecretBox secrets, TimeProvider time) : IDisposable
{
    private const string Id = "link";
    private const string Context = "gateway_authority/link/key";

    private readonly SemaphoreSlim _turn = new(1);
    private LinkAuthority? _authority;

    public async Task<LinkAuthority> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _authority ??= await database.WriteAsync(LoadOrCreateAsync, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _authority?.Dispose();
        _turn.Dispose();
    }

    private async Task<LinkAuthority> LoadOrCreateAsync(DatabaseUnit unit)
    {
        if (await unit.FirstOrDefaultAsync<AuthorityRow>("SELECT certificate AS Certificate, sealed_key AS SealedKey FROM gateway_authority WHERE id = @Id", new { Id }) is { } row)
        {
            var key = Convert.FromBase64String(secrets.OpenText(row.SealedKey, Context));
            var loaded = LinkAuthority.Load(Convert.FromBase64String(row.Certificate), key);
            CryptographicOperations.ZeroMemory(key);
            return loaded;
        }

        var made = LinkAuthority.Create(time);
        await unit.ExecuteAsync(
            "INSERT INTO gateway_authority (id, certificate, sealed_key, created_at_ms) VALUES (@Id, @certificate, @key, @now)",
            new
            {
                Id,
                certificate = Convert.ToBase64String(made.Certificate.RawData),
                key = secrets.SealText(Convert.ToBase64String(made.ExportKey()), Context),
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        return made;
    }

    private sealed class AuthorityRow
    {
        public string Certificate { get; init; } = "";

        public string SealedKey { get; init; } = "";
    }
}
