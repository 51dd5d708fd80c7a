using Farol.Store.Databases;

namespace Farol.Control.Certificates.Acme;

/// <summary>One control plane at a time orders: who holds the lease. It ends by itself where its holder does.</summary>
internal sealed class OrderLease(IStateDatabase database, TimeProvider time)
{
    private const string Name = "acme";

    private readonly string _holder = Guid.NewGuid().ToString("N");

    public async Task<bool> TryTakeAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.ExecuteAsync(
            """
            INSERT INTO certificate_leases (name, holder, until_ms) VALUES (@Name, @holder, @until)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms
            WHERE certificate_leases.until_ms <= @now OR certificate_leases.holder = excluded.holder
            """,
            new { Name, holder = _holder, until = (now + duration).ToUnixTimeMilliseconds(), now = now.ToUnixTimeMilliseconds() },
            cancellationToken) == 1;
    }

    public Task ReleaseAsync() => database.ExecuteAsync(
        "DELETE FROM certificate_leases WHERE name = @Name AND holder = @holder", new { Name, holder = _holder }, CancellationToken.None);
}
