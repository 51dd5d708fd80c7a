using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Store.Databases;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Sessions;

/// <summary>Begins, refreshes and ends sessions, in the database first and then in the index of live ones.</summary>
internal sealed class SessionService(
    IStateDatabase database,
    SessionIndex index,
    AccessTokens tokens,
    IAudit audit,
    AccessOptions options,
    TimeProvider time,
    AccessReports reports,
    ILogger<SessionService> logger)
{
    private const int MaxUserAgentLength = 200;

    /// <summary>Begins a session for somebody whose password has just been checked. Null: the account was disabled or its
    /// password changed meanwhile.</summary>
    public async Task<Session?> BeginAsync(
        Account account, string tenantId, string kind, string? address, string? userAgent, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var lifetime = kind == SessionKinds.Cookie ? options.CookieLifetime : options.RefreshTokenLifetime;
        var row = new SessionRow
        {
            Id = Guid.NewGuid().ToString("N"),
            UserId = account.User.Id,
            TenantId = tenantId,
            Kind = kind,
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            ExpiresAtMs = (now + lifetime).ToUnixTimeMilliseconds(),
            Address = address,
            UserAgent = userAgent is { Length: > MaxUserAgentLength } ? userAgent[..MaxUserAgentLength] : userAgent,
        };
        try
        {
            var pushedOut = await database.WriteAsync(unit => InsertAsync(unit, row, account), cancellationToken);
            index.End(pushedOut);
            return index.Find(row.Id);
        }
        catch
        {
            index.End([row.Id]);
            throw;
        }
    }

    /// <summary>The same login in another tenant: as old and as long-lived as the one before, which ends with its sockets. Null: that one ended meanwhile,
    /// or the account is gone.</summary>
    public async Task<(Session Session, Account Account)?> MoveAsync(Session before, string tenantId, string? address, CancellationToken cancellationToken)
    {
        var row = new SessionRow
        {
            Id = Guid.NewGuid().ToString("N"),
            UserId = before.Row.UserId,
            TenantId = tenantId,
            Kind = before.Row.Kind,
            CreatedAtMs = before.Row.CreatedAtMs,
            ExpiresAtMs = before.ExpiresAtMs,
            Address = address,
            UserAgent = before.Row.UserAgent,
        };
        try
        {
            var account = await database.WriteAsync(unit => MoveAsync(unit, before, row), cancellationToken);
            index.End([account is null ? row.Id : before.Row.Id]);
            return account is not null && index.Find(row.Id) is { } session ? (session, account) : null;
        }
        catch
        {
            index.End([row.Id]);
            throw;
        }
    }

    public async Task<TokenPair> IssueAsync(Session session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var refresh = RefreshTokens.Create();
        await database.WriteAsync(
            unit => SessionRows.InsertRefreshAsync(
                unit, RefreshTokens.Hash(refresh)!, session.Row.Id, now.ToUnixTimeMilliseconds(), session.ExpiresAtMs),
            cancellationToken);
        return ToPair(session, refresh, now);
    }

    public string IssueCookie(Session session) =>
        tokens.Issue(session.Row.Id, DateTimeOffset.FromUnixTimeMilliseconds(session.ExpiresAtMs));

    /// <summary>Exchanges a refresh token. Null: it is unknown, old, used before (which ends its whole session), or its
    /// session has ended.</summary>
    public async Task<(Session Session, TokenPair Tokens)?> RefreshAsync(
        string? refreshToken, string? address, CancellationToken cancellationToken)
    {
        if (RefreshTokens.Hash(refreshToken) is not { } hash)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var next = RefreshTokens.Create();
        var outcome = await database.WriteAsync(
            unit => RotateAsync(unit, hash, next, address, now.ToUnixTimeMilliseconds()), cancellationToken);
        if (outcome.ReusedSessionId is { } reused)
        {
            logger.LogWarning("A refresh token of session {Session} was used twice: the session is ended", reused);
            index.End([reused]);
            reports.RefreshReused(outcome.ReusedBy, outcome.ReusedTenantId, address);
        }

        if (outcome.SessionId is not { } id || index.Find(id) is not { IsEnded: false } session)
        {
            return null;
        }

        session.Extend(outcome.ExpiresAtMs);
        return (session, ToPair(session, next, now));
    }

    public async Task EndAsync(string sessionId, string reason, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            unit => SessionRows.EndAsync(unit, sessionId, reason, time.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken);
        index.End([sessionId]);
    }

    /// <summary>Puts the session into the index before it is committed: whoever ends the user's sessions from the next unit
    /// on finds it there.</summary>
    private async Task<IReadOnlyList<string>> InsertAsync(DatabaseUnit unit, SessionRow row, Account judged)
    {
        var account = await AccountRows.FindAsync(unit, row.UserId);
        if (account is null or { User.Disabled: true } || account.User.PasswordHash != judged.User.PasswordHash)
        {
            return [];
        }

        await SessionRows.InsertAsync(unit, row);
        await unit.ExecuteAsync(
            "UPDATE users SET last_login_at_ms = @CreatedAtMs WHERE id = @UserId", new { row.CreatedAtMs, row.UserId });
        var pushedOut = await SessionRows.EndOldestAsync(unit, row.UserId, options.MaxSessionsPerUser, row.CreatedAtMs);
        index.Add(new Session(row, account));
        return pushedOut;
    }

    private async Task<Account?> MoveAsync(DatabaseUnit unit, Session before, SessionRow row)
    {
        if (await AccountRows.FindAsync(unit, row.UserId) is not { User.Disabled: false } account
            || await SessionRows.EndAsync(unit, before.Row.Id, SessionEnds.Moved, time.GetUtcNow().ToUnixTimeMilliseconds()) == 0)
        {
            return null;
        }

        await SessionRows.InsertAsync(unit, row);
        index.Add(new Session(row, account));
        await audit.WriteAsync(unit, new AuditEntry("login.tenant", row.Id)
        {
            Actor = account.User.Email,
            TenantId = row.TenantId,
            From = row.Address,
            Detail = $"from tenant {before.Row.TenantId}",
        });
        return account;
    }

    private async Task<RotationOutcome> RotateAsync(DatabaseUnit unit, byte[] hash, string next, string? address, long nowMs)
    {
        var row = await SessionRows.FindRefreshAsync(unit, hash);
        var session = row is null ? null : await SessionRows.FindAsync(unit, row.SessionId);
        if (row is null || session is null || session.EndedAtMs is not null)
        {
            return default;
        }

        if (row.UsedAtMs is not null)
        {
            await SessionRows.EndAsync(unit, row.SessionId, SessionEnds.RefreshReused, nowMs);
            var account = await AccountRows.FindAsync(unit, session.UserId);
            await audit.WriteAsync(unit, new AuditEntry("session.end", row.SessionId, AuditResults.Refused)
            {
                Actor = account?.User.Email ?? session.UserId,
                TenantId = session.TenantId,
                From = address,
                Detail = SessionEnds.RefreshReused,
            });
            return new RotationOutcome { ReusedSessionId = row.SessionId, ReusedBy = account?.User.Email, ReusedTenantId = session.TenantId };
        }

        if (row.ExpiresAtMs <= nowMs || session.ExpiresAtMs <= nowMs)
        {
            return default;
        }

        var lastMs = session.CreatedAtMs + (long)options.MaxSessionLifetime.TotalMilliseconds;
        var expiresAtMs = Math.Min(lastMs, nowMs + (long)options.RefreshTokenLifetime.TotalMilliseconds);
        await SessionRows.UseRefreshAsync(unit, hash, nowMs);
        await SessionRows.ExtendAsync(unit, row.SessionId, expiresAtMs);
        await SessionRows.InsertRefreshAsync(unit, RefreshTokens.Hash(next)!, row.SessionId, nowMs, expiresAtMs);
        return new RotationOutcome { SessionId = row.SessionId, ExpiresAtMs = expiresAtMs };
    }

    private TokenPair ToPair(Session session, string refresh, DateTimeOffset now)
    {
        var expiresAt = now + options.AccessTokenLifetime;
        return new TokenPair(tokens.Issue(session.Row.Id, expiresAt), expiresAt, refresh);
    }

    private readonly record struct RotationOutcome
    {
        public string? SessionId { get; init; }

        public long ExpiresAtMs { get; init; }

        public string? ReusedSessionId { get; init; }

        public string? ReusedBy { get; init; }

        public string? ReusedTenantId { get; init; }
    }
}
