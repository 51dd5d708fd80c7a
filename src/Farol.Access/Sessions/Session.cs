using System.Diagnostics.CodeAnalysis;
using Farol.Access.Accounts;
using Farol.Access.Roles;

namespace Farol.Access.Sessions;

/// <summary>A live session in this process. What it may do is fixed when it is made, except for the password flag.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Requests and sockets hold the token for as long as they like; the source has no timer to free.")]
internal sealed class Session
{
    private readonly CancellationTokenSource _ended = new();
    private long _expiresAtMs;

    public Session(SessionRow row, Account account)
    {
        Row = row;
        _expiresAtMs = row.ExpiresAtMs;
        Caller = ToCaller(row, account, _ended.Token);
    }

    public SessionRow Row { get; }

    public Caller Caller { get; private set; }

    public long ExpiresAtMs => Interlocked.Read(ref _expiresAtMs);

    public bool IsEnded => _ended.IsCancellationRequested;

    public bool IsCookie => Caller.Kind == CallerKind.Cookie;

    public bool IsLive(long nowMs) => !IsEnded && nowMs < ExpiresAtMs;

    public void Extend(long expiresAtMs) => Interlocked.Exchange(ref _expiresAtMs, expiresAtMs);

    /// <summary>The user changed name or password: same session, same roles.</summary>
    public void Renew(Account account) => Caller = ToCaller(Row, account, _ended.Token);

    /// <summary>Ends it for every request and socket that holds it.</summary>
    public void End() => _ended.Cancel();

    private static Caller ToCaller(SessionRow row, Account account, CancellationToken ended) => new()
    {
        Kind = row.Kind == SessionKinds.Cookie ? CallerKind.Cookie : CallerKind.Token,
        UserId = account.User.Id,
        Email = account.User.Email,
        SessionId = row.Id,
        TenantId = row.TenantId,
        IsPlatform = account.User.IsPlatform,
        MustChangePassword = account.User.MustChangePassword,
        Memberships = account.Memberships,
        SessionEnded = ended,
    };
}
