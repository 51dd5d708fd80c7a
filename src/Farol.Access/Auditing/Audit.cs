using Farol.Access.Paging;
using Farol.Store.Databases;

namespace Farol.Access.Auditing;

/// <inheritdoc cref="IAudit"/>
internal sealed class Audit(IStateDatabase database, AuditChain chain, TimeProvider time) : IAudit
{
    private const int MaxText = 1000;
    private const int VerifyPage = 1000;

    public Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        database.WriteAsync(unit => WriteAsync(unit, entry), cancellationToken);

    public async Task WriteAsync(DatabaseUnit unit, AuditEntry entry)
    {
        var last = await unit.FirstOrDefaultAsync<AuditRow>(
            $"SELECT {AuditRow.Columns} FROM audit ORDER BY sequence DESC LIMIT 1");
        var row = new AuditRow
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
            TenantId = entry.TenantId,
            Actor = Cut(entry.Actor)!,
            Address = Cut(entry.From),
            Action = Cut(entry.Action)!,
            Target = Cut(entry.Target)!,
            Result = Cut(entry.Result)!,
            Before = SecretMask.Apply(entry.Before),
            After = SecretMask.Apply(entry.After),
            Detail = Cut(entry.Detail),
        };
        await unit.ExecuteAsync(
            """
            INSERT INTO audit (sequence, at_ms, tenant_id, actor, address, action, target, result, before_json, after_json, detail, chain)
            VALUES (@Sequence, @AtMs, @TenantId, @Actor, @Address, @Action, @Target, @Result, @Before, @After, @Detail, @Chain)
            """,
            new
            {
                row.Sequence,
                row.AtMs,
                row.TenantId,
                row.Actor,
                row.Address,
                row.Action,
                row.Target,
                row.Result,
                row.Before,
                row.After,
                row.Detail,
                Chain = chain.Next(last?.Chain ?? AuditChain.Start, row),
            });
    }

    public Task<IReadOnlyList<AuditRecord>> ListAsync(
        string? tenantId, long? beforeSequence, int maxEntries, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AuditRecord>>(
            async unit =>
            {
                var rows = await unit.QueryAsync<AuditRow>(
                    $"""
                    SELECT {AuditRow.Columns} FROM audit
                    WHERE (@tenantId IS NULL OR tenant_id = @tenantId) AND (@beforeSequence IS NULL OR sequence < @beforeSequence)
                    ORDER BY sequence DESC LIMIT @maxEntries
                    """,
                    new { tenantId, beforeSequence, maxEntries });
                return [.. rows.Select(row => row.ToRecord())];
            },
            cancellationToken);

    public Task<Page<AuditRecord>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async unit =>
            {
                var (conditions, parameters) = AuditConditions.Of(filter, page);
                var rows = await unit.QueryAsync<AuditRow>(
                    $"SELECT {AuditRow.Columns} FROM audit{conditions} ORDER BY sequence DESC LIMIT @take OFFSET @skip", parameters);
                var count = await unit.ScalarAsync<long>($"SELECT COUNT(*) FROM audit{conditions}", parameters);
                return new Page<AuditRecord>([.. rows.Select(row => row.ToRecord())], count, page.Number, page.Size);
            },
            cancellationToken);

    public Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken, AuditAnchor? anchor = null) =>
        database.ReadAsync(unit => VerifyAsync(unit, anchor), cancellationToken);

    private async Task<AuditVerdict> VerifyAsync(DatabaseUnit unit, AuditAnchor? anchor)
    {
        var (previous, sequence) = (AuditChain.Start, 0L);
        while (true)
        {
            var rows = (await unit.QueryAsync<AuditRow>(
                $"SELECT {AuditRow.Columns} FROM audit WHERE sequence > @sequence ORDER BY sequence LIMIT {VerifyPage}",
                new { sequence })).ToList();
            foreach (var row in rows)
            {
                if (FindFault(previous, sequence, row, anchor) is { } fault)
                {
                    return new AuditVerdict(sequence, sequence + 1, fault);
                }

                (previous, sequence) = (row.Chain, row.Sequence);
            }

            if (rows.Count < VerifyPage)
            {
                return anchor?.Sequence > sequence
                    ? new AuditVerdict(sequence, sequence + 1, $"entries were cut off: there were {anchor.Sequence} already")
                    : new AuditVerdict(sequence, null, null) { Last = sequence == 0 ? null : new AuditAnchor(sequence, Convert.ToHexStringLower(previous)) };
            }
        }
    }

    private string? FindFault(byte[] previous, long sequence, AuditRow row, AuditAnchor? anchor) =>
        row.Sequence != sequence + 1 ? "an entry is missing"
        : !chain.Next(previous, row).AsSpan().SequenceEqual(row.Chain) ? "the entry was changed, or put in without the key"
        : anchor?.Sequence == row.Sequence && anchor.Digest != Convert.ToHexStringLower(row.Chain) ? "the entry is another than the one that was noted down"
        : null;

    private static string? Cut(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text;
}
