using System.Text.RegularExpressions;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Control.Gateways;
using Farol.Link.Joining;
using Farol.Store.Databases;

namespace Farol.Control.Joining;

/// <summary>What an administrator does about gateways of other machines: tokens, the list, revoking.</summary>
internal sealed partial class GatewayTokens(IStateDatabase database, AuthorityStore authorities, GatewayLinks links, IAudit audit, TimeProvider time)
{
    /// <summary>The gateway of this machine.</summary>
    private const string Local = GatewayLinks.Local;

    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    /// <summary>A token that lies about for longer is found by somebody.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <summary>Null: a gateway may be called so.</summary>
    public static string? FindNameFault(string name) => NamePattern().IsMatch(name) && name != Local ? null
        : $"is no name for a gateway: lower-case letters, digits and \"-\", 40 at most, beginning with a letter, and not \"{Local}\"";

    /// <summary>Null: a token may be good for so long.</summary>
    public static string? FindLifetimeFault(TimeSpan lifetime) =>
        lifetime > TimeSpan.Zero && lifetime <= MaxLifetime ? null : $"is good for some time up to {MaxLifetime.TotalDays:0} days";

    /// <exception cref="JoiningException">The name cannot be had, or the time is too long.</exception>
    public async Task<(JoinToken Token, DateTimeOffset ExpiresAt)> CreateAsync(string name, TimeSpan lifetime, Change by, CancellationToken cancellationToken)
    {
        if (FindNameFault(name) is { } nameFault)
        {
            throw new JoiningException($"\"{name}\" {nameFault}");
        }

        if (FindLifetimeFault(lifetime) is { } lifetimeFault)
        {
            throw new JoiningException($"a token {lifetimeFault}");
        }

        var token = JoinToken.Create(await authorities.GetAsync(cancellationToken));
        var now = time.GetUtcNow();
        await database.WriteAsync(async unit =>
        {
            if (await unit.ScalarAsync<long>(GatewayRegistry.ValidCertificates, new { name, now = now.ToUnixTimeMilliseconds() }) > 0)
            {
                throw new JoiningException($"a gateway named {name} has joined already: choose another name, or \"farol gateway revoke {name}\" first");
            }

            await unit.ExecuteAsync(
                "INSERT INTO gateway_join_tokens (hash, name, created_at_ms, expires_at_ms) VALUES (@hash, @name, @created, @expires)",
                new { hash = Convert.ToHexStringLower(token.Hash), name, created = now.ToUnixTimeMilliseconds(), expires = (now + lifetime).ToUnixTimeMilliseconds() });
            await audit.WriteAsync(unit, new AuditEntry("gateway.token_created", $"gateway/{name}") { Actor = by.Actor, From = by.From });
        }, cancellationToken);
        return (token, now + lifetime);
    }

    public async Task<IReadOnlyList<JoinedGateway>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>("""
            SELECT name AS Name, expires_at_ms AS ExpiresAt, revoked_at_ms AS RevokedAt, 1 AS HasJoined FROM gateway_certificates
            UNION ALL
            SELECT name, expires_at_ms, NULL, 0 FROM gateway_join_tokens WHERE used_at_ms IS NULL AND expires_at_ms > @now
            """, new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken);
        // The newest of a name tells how it is: a renewed certificate, or the token that follows a revoked one.
        return [.. rows.GroupBy(r => r.Name, StringComparer.Ordinal)
            .Select(g => g.OrderBy(r => r.RevokedAt is not null).ThenByDescending(r => r.HasJoined).ThenByDescending(r => r.ExpiresAt).First())
            .OrderBy(r => r.Name, StringComparer.Ordinal)
            .Select(r => new JoinedGateway(r.Name, Time(r.ExpiresAt), r.HasJoined == 1, r.RevokedAt is { } at ? Time(at) : null))];
    }

    /// <summary>Names that no certificate lets in any more.</summary>
    public Task<IReadOnlyList<string>> ListRevokedAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<string>("SELECT name FROM gateway_certificates GROUP BY name HAVING COUNT(*) = COUNT(revoked_at_ms)", null, cancellationToken);

    /// <exception cref="JoiningException">There is no such gateway.</exception>
    public async Task RevokeAsync(string name, Change by, CancellationToken cancellationToken)
    {
        await database.WriteAsync(async unit =>
        {
            var revoked = await unit.ExecuteAsync(
                "UPDATE gateway_certificates SET revoked_at_ms = @now WHERE name = @name AND revoked_at_ms IS NULL", new { name, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
            var tokens = await unit.ExecuteAsync("DELETE FROM gateway_join_tokens WHERE name = @name AND used_at_ms IS NULL", new { name });
            if (revoked + tokens == 0)
            {
                throw new JoiningException($"no gateway named {name} may link: \"farol gateway list\" shows those that may");
            }

            await audit.WriteAsync(unit, new AuditEntry("gateway.revoked", $"gateway/{name}") { Actor = by.Actor, From = by.From });
        }, cancellationToken);
        links.LetGo(name, $"the certificate of {name} was revoked: it joins again with a new token");
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex NamePattern();

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public long ExpiresAt { get; init; }

        public long? RevokedAt { get; init; }

        public long HasJoined { get; init; }
    }
}
