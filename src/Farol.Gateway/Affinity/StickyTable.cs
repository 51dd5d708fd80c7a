using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Affinity;

/// <summary>
/// The sticky cookie of one pool. Its value is a keyed digest of pool and backend id: it says nothing to a client, nobody without the key
/// makes one, and every gateway with the key, also after a restart, knows it again. Since a pool has few backends their values are computed
/// once, and reading a cookie is a comparison. Immutable; build it off the loops.
/// </summary>
internal sealed class StickyTable
{
    /// <summary>128 bits of HMAC-SHA256: nobody guesses one.</summary>
    public const int DigestBytes = 16;

    /// <summary>Base64url without padding.</summary>
    public const int ValueBytes = 22;

    private readonly Backend[] _backends;
    private readonly byte[][] _values;
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly byte[] _afterSecure;

    /// <param name="key">The installation's, or the one that gateways share.</param>
    public StickyTable(ReadOnlySpan<byte> key, Pool pool, StickySection settings)
    {
        CookieName = Encoding.ASCII.GetBytes(settings.Cookie);
        _backends = pool.Backends;
        _values = new byte[_backends.Length][];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = Value(key, pool.Name, _backends[i].Id);
        }

        var attributes = $"; Path={settings.Path}"
            + (settings.Lifetime is { } lifetime ? $"; Max-Age={(long)lifetime.TotalSeconds}" : "")
            + "; HttpOnly; SameSite=Lax";
        _before = Encoding.ASCII.GetBytes(settings.Cookie + "=");
        _after = Encoding.ASCII.GetBytes(attributes + (settings.Secure == true ? "; Secure" : ""));
        _afterSecure = Encoding.ASCII.GetBytes(attributes + (settings.Secure == false ? "" : "; Secure"));
        MaxSetCookieBytes = _before.Length + ValueBytes + _afterSecure.Length;
    }

    public byte[] CookieName { get; }

    /// <summary>Room that <see cref="WriteSetCookie"/> needs.</summary>
    public int MaxSetCookieBytes { get; }

    /// <summary>The backend that a Cookie field names; null: no such cookie, a changed one, or a backend that is gone. Allocates nothing.</summary>
    public Backend? Find(ReadOnlySpan<byte> cookieField) =>
        CookieField.TryFind(cookieField, CookieName, out var value) ? FindValue(value) : null;

    public Backend? FindValue(ReadOnlySpan<byte> value)
    {
        if (value.Length != ValueBytes)
        {
            return null;
        }

        // Not in constant time: whoever guessed a value by timing would gain a backend that any client may be sent to.
        for (var i = 0; i < _values.Length; i++)
        {
            if (value.SequenceEqual(_values[i]))
            {
                return _backends[i];
            }
        }

        return null;
    }

    /// <summary>Writes the value of a Set-Cookie field and returns its length; 0: the backend is not of this pool.</summary>
    public int WriteSetCookie(Backend backend, bool isSecure, Span<byte> into)
    {
        var at = Array.IndexOf(_backends, backend);
        if (at < 0)
        {
            return 0;
        }

        var after = isSecure ? _afterSecure : _after;
        _before.CopyTo(into);
        _values[at].CopyTo(into[_before.Length..]);
        after.CopyTo(into[(_before.Length + ValueBytes)..]);
        return _before.Length + ValueBytes + after.Length;
    }

    private static byte[] Value(ReadOnlySpan<byte> key, string pool, string backend)
    {
        // The 0 between keeps pool "a" with backend "b/c" apart from pool "a/b" with backend "c".
        var digest = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"farol-sticky-1\0{pool}\0{backend}"));
        return Encoding.ASCII.GetBytes(Base64Url.EncodeToString(digest.AsSpan(0, DigestBytes)));
    }
}
