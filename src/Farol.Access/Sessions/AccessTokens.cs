using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Farol.Access.Sessions;

/// <summary>
/// Makes and reads access tokens and cookie values: the session's id and an expiry, sealed by data protection.
/// A token seen before is found in a table, so that only its first use costs cryptography.
/// </summary>
internal sealed class AccessTokens
{
    private const int MaxKnownTokens = 20_000;
    private const int MaxTokenLength = 1024;
    private const int ExpiryBytes = 8;
    private readonly IDataProtector _protector;
    private readonly SessionIndex _sessions;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, KnownToken> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KnownToken>.AlternateLookup<ReadOnlySpan<char>> _knownBySpan;

    public AccessTokens(IDataProtectionProvider protection, SessionIndex sessions, TimeProvider time)
    {
        _protector = protection.CreateProtector("farol.access.tokens");
        _sessions = sessions;
        _time = time;
        _knownBySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Issue(string sessionId, DateTimeOffset expiresAt)
    {
        var payload = new byte[ExpiryBytes + Encoding.UTF8.GetByteCount(sessionId)];
        BinaryPrimitives.WriteInt64BigEndian(payload, expiresAt.ToUnixTimeMilliseconds());
        Encoding.UTF8.GetBytes(sessionId, payload.AsSpan(ExpiryBytes));
        return WebEncoders.Base64UrlEncode(_protector.Protect(payload));
    }

    /// <summary>The live session behind a token; null when the token is false or old or its session has ended.</summary>
    public Session? Find(ReadOnlySpan<char> token)
    {
        var nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!_knownBySpan.TryGetValue(token, out var known))
        {
            known = Read(token);
            if (known is null)
            {
                return null;
            }

            Remember(token.ToString(), known, nowMs);
        }

        return nowMs < known.ExpiresAtMs && known.Session.IsLive(nowMs) ? known.Session : null;
    }

    /// <summary>As <see cref="Find"/>, for a token that was found before; null for one that would have to be read anew.</summary>
    public Session? FindAgain(ReadOnlySpan<char> token)
    {
        var nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return _knownBySpan.TryGetValue(token, out var known) && nowMs < known.ExpiresAtMs && known.Session.IsLive(nowMs) ? known.Session : null;
    }

    private KnownToken? Read(ReadOnlySpan<char> token)
    {
        if (token.Length is 0 or > MaxTokenLength)
        {
            return null;
        }

        try
        {
            var payload = _protector.Unprotect(WebEncoders.Base64UrlDecode(token.ToString()));
            var session = _sessions.Find(Encoding.UTF8.GetString(payload.AsSpan(ExpiryBytes)));
            return session is null ? null : new KnownToken(session, BinaryPrimitives.ReadInt64BigEndian(payload));
        }
        catch (Exception error) when (error is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private void Remember(string token, KnownToken known, long nowMs)
    {
        if (_known.Count >= MaxKnownTokens)
        {
            foreach (var (old, entry) in _known)
            {
                if (nowMs >= entry.ExpiresAtMs || !entry.Session.IsLive(nowMs))
                {
                    _known.TryRemove(old, out _);
                }
            }
        }

        // Full of live tokens: this one is read again next time, which is slower and no less right.
        if (_known.Count < MaxKnownTokens)
        {
            _known[token] = known;
        }
    }

    private sealed record KnownToken(Session Session, long ExpiresAtMs);
}
