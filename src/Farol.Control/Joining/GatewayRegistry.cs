using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Farol.Access.Auditing;
using Farol.Link;
using Farol.Link.Joining;
using Farol.Store.Databases;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Joining;

/// <inheritdoc cref="IGatewayRegistry"/>
internal sealed class GatewayRegistry(IStateDatabase database, AuthorityStore authorities, IAudit audit, ILogger<GatewayRegistry> log, TimeProvider time) : IGatewayRegistry
{
    public const string ValidCertificates = "SELECT COUNT(*) FROM gateway_certificates WHERE name = @name AND revoked_at_ms IS NULL AND expires_at_ms > @now";

    /// <summary>Renewed over the link a month before its end: a control plane may be away for so long, and a lost disk is worth no more than that.</summary>
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(90);

    public async Task<X509Certificate2> JoinAsync(ReadOnlyMemory<byte> secret, ReadOnlyMemory<byte> signingRequest, string from, CancellationToken cancellationToken)
    {
        var authority = await authorities.GetAsync(cancellationToken);
        var hash = Convert.ToHexStringLower(JoinToken.HashOf(secret.Span));
        var now = time.GetUtcNow();
        var (name, certificate) = await database.WriteAsync(async unit =>
        {
            var token = await unit.FirstOrDefaultAsync<TokenRow>(
                "SELECT name AS Name, expires_at_ms AS ExpiresAt, used_at_ms AS UsedAt, used_from AS UsedFrom FROM gateway_join_tokens WHERE hash = @hash", new { hash });
            if (FaultOf(token, now) is { } fault)
            {
                throw new LinkException(LinkFault.Peer, fault);
            }

            if (await unit.ScalarAsync<long>(ValidCertificates, new { name = token!.Name, now = now.ToUnixTimeMilliseconds() }) > 0)
            {
                throw new LinkException(LinkFault.Peer, $"a gateway named {token.Name} has joined already: \"farol gateway revoke {token.Name}\" lets another have the name");
            }

            // The token is used up only together with what it is good for.
            var issued = authority.Issue(token.Name, signingRequest.Span, now, _lifetime);
            await unit.ExecuteAsync("UPDATE gateway_join_tokens SET used_at_ms = @now, used_from = @from WHERE hash = @hash", new { now = now.ToUnixTimeMilliseconds(), from, hash });
            await AddAsync(unit, token.Name, issued, now);
            await audit.WriteAsync(unit, new AuditEntry("gateway.joined", $"gateway/{token.Name}") { Actor = token.Name, From = from });
            return (token.Name, issued);
        }, cancellationToken);
        log.LogInformation("Gateway {Gateway} joined from {Address}; its certificate ends on {End:yyyy-MM-dd} unless it is renewed", name, from, now + _lifetime);
        return certificate;
    }

    public async Task<X509Certificate2> RenewAsync(X509Certificate2 current, ReadOnlyMemory<byte> signingRequest, CancellationToken cancellationToken)
    {
        var authority = await authorities.GetAsync(cancellationToken);
        var now = time.GetUtcNow();
        var name = NameOf(current);
        var issued = await database.WriteAsync(async unit =>
        {
            if (await RefusalAsync(unit, current) is { } refusal)
            {
                throw new LinkException(LinkFault.Peer, refusal);
            }

            var next = authority.Issue(name, signingRequest.Span, now, _lifetime);
            await AddAsync(unit, name, next, now);
            return next;
        }, cancellationToken);
        log.LogInformation("Gateway {Gateway} has its next certificate, which ends on {End:yyyy-MM-dd}", name, now + _lifetime);
        return issued;
    }

    public Task<string?> RefusalAsync(X509Certificate2 certificate, CancellationToken cancellationToken) => database.ReadAsync(unit => RefusalAsync(unit, certificate), cancellationToken);

    private static async Task<string?> RefusalAsync(DatabaseUnit unit, X509Certificate2 certificate)
    {
        var row = await unit.FirstOrDefaultAsync<CertificateRow>(
            "SELECT name AS Name, revoked_at_ms AS RevokedAt FROM gateway_certificates WHERE serial = @serial", new { serial = certificate.SerialNumber });
        return row is null ? "this control plane has not issued its certificate: was the state put back from an older copy? It joins again with a new token"
            : row.RevokedAt is { } at ? $"the certificate of {row.Name} was revoked on {Day(at)}: it joins again with a new token"
            : null;
    }

    private static string? FaultOf(TokenRow? token, DateTimeOffset now) =>
        token is null ? "the token is not of this control plane, or was revoked: \"farol gateway token create NAME\" makes one"
        : token.UsedAt is { } at ? $"the token was used on {Day(at)} from {token.UsedFrom}: it is good once"
        : token.ExpiresAt <= now.ToUnixTimeMilliseconds() ? $"the token ended on {Day(token.ExpiresAt)}: \"farol gateway token create {token.Name}\" makes a new one"
        : null;

    private static Task<int> AddAsync(DatabaseUnit unit, string name, X509Certificate2 certificate, DateTimeOffset now) => unit.ExecuteAsync(
        "INSERT INTO gateway_certificates (serial, name, issued_at_ms, expires_at_ms) VALUES (@serial, @name, @issued, @expires)",
        new
        {
            serial = certificate.SerialNumber,
            name,
            issued = now.ToUnixTimeMilliseconds(),
            expires = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeMilliseconds(),
        });

    private static string NameOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private static string Day(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private sealed class TokenRow
    {
        public string Name { get; init; } = "";

        public long ExpiresAt { get; init; }

        public long? UsedAt { get; init; }

        public string? UsedFrom { get; init; }
    }

    private sealed class CertificateRow
    {
        public string Name { get; init; } = "";

        public long? RevokedAt { get; init; }
    }
}
