using System.Text;
using Farol.Access.Auditing;
using Farol.Store.Databases;
using Farol.Store.Secrets;

namespace Farol.Control.Certificates;

/// <summary>Certificates in the state database, their keys sealed, each change with its audit entry.</summary>
internal sealed class CertificateStore(IStateDatabase database, ISecretBox secrets, IAudit audit)
{
    /// <summary>Everybody's, for the gateways.</summary>
    public async Task<IReadOnlyList<CertificateEntry>> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<CertificateRow>($"SELECT {CertificateRow.Columns} FROM certificates", null, cancellationToken);
        return [.. rows.Select(Open)];
    }

    /// <summary>Null: it is gone.</summary>
    public async Task<CertificateEntry?> FindAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<CertificateRow>(
            $"SELECT {CertificateRow.Columns} FROM certificates WHERE id = @id AND tenant_id = @tenantId", new { id, tenantId }, cancellationToken);
        return rows.Count == 0 ? null : Open(rows[0]);
    }

    public Task SaveAsync(CertificateEntry entry, AuditEntry? done, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync(
                """
                INSERT INTO certificates
                  (id, tenant_id, name, source, hosts, chain_pem, key_sealed, certificate_file, key_file, challenge, error, attempts, next_attempt_ms,
                   created_at_ms, created_by, changed_at_ms)
                VALUES
                  (@Id, @TenantId, @Name, @Source, @Hosts, @ChainPem, @KeySealed, @CertificateFile, @KeyFile, @Challenge, @Error, @Attempts, @NextAttemptMs,
                   @CreatedAtMs, @CreatedBy, @ChangedAtMs)
                ON CONFLICT (id) DO UPDATE SET
                  source = excluded.source, hosts = excluded.hosts, chain_pem = excluded.chain_pem, key_sealed = excluded.key_sealed,
                  certificate_file = excluded.certificate_file, key_file = excluded.key_file, challenge = excluded.challenge, error = excluded.error,
                  attempts = excluded.attempts, next_attempt_ms = excluded.next_attempt_ms, changed_at_ms = excluded.changed_at_ms
                """,
                Seal(entry));
            if (done is not null)
            {
                await audit.WriteAsync(unit, done);
            }
        },
        cancellationToken);

    public Task RemoveAsync(string tenantId, string id, AuditEntry done, CancellationToken cancellationToken) => database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync("DELETE FROM certificates WHERE id = @id AND tenant_id = @tenantId", new { id, tenantId });
            await audit.WriteAsync(unit, done);
        },
        cancellationToken);

    private static string Context(string id) => $"certificate/{id}/key";

    private CertificateRow Seal(CertificateEntry entry) => new()
    {
        Id = entry.Id,
        TenantId = entry.TenantId,
        Name = entry.Name,
        Source = CertificateWords.Of(entry.Source),
        Hosts = string.Join(' ', entry.Hosts),
        ChainPem = entry.ChainPem,
        KeySealed = entry.KeyPem is null ? null : secrets.Seal(Encoding.ASCII.GetBytes(entry.KeyPem), Context(entry.Id)),
        CertificateFile = entry.CertificateFile,
        KeyFile = entry.KeyFile,
        Challenge = entry.Challenge,
        Error = entry.Error,
        Attempts = entry.Attempts,
        NextAttemptMs = entry.NextAttemptAt?.ToUnixTimeMilliseconds(),
        CreatedAtMs = entry.CreatedAt.ToUnixTimeMilliseconds(),
        CreatedBy = entry.CreatedBy,
        ChangedAtMs = entry.ChangedAt.ToUnixTimeMilliseconds(),
    };

    private CertificateEntry Open(CertificateRow row) => new()
    {
        Id = row.Id,
        TenantId = row.TenantId,
        Name = row.Name,
        Source = Enum.Parse<CertificateSource>(row.Source, ignoreCase: true),
        Hosts = row.Hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ChainPem = row.ChainPem,
        KeyPem = row.KeySealed is null ? null : Encoding.ASCII.GetString(secrets.Open(row.KeySealed, Context(row.Id))),
        CertificateFile = row.CertificateFile,
        KeyFile = row.KeyFile,
        Challenge = row.Challenge,
        Error = row.Error,
        Attempts = (int)row.Attempts,
        NextAttemptAt = row.NextAttemptMs is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next) : null,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMs),
        CreatedBy = row.CreatedBy,
        ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAtMs),
    };
}
