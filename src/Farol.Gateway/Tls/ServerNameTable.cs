using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>Certificates by the name a client asks for: the exact name, else the wildcard one label up (RFC 9525, 6.3).</summary>
internal sealed class ServerNameTable
{
    /// <summary>RFC 1035, 2.3.4.</summary>
    private const int MaxNameLength = 255;

    private readonly Dictionary<string, OpenSslCertificate[]> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenSslCertificate[]> _wildcards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenSslCertificate[]>.AlternateLookup<ReadOnlySpan<char>> _exactBySpan;
    private readonly Dictionary<string, OpenSslCertificate[]>.AlternateLookup<ReadOnlySpan<char>> _wildcardsBySpan;

    /// <summary>Of several certificates of one name and one type of key, the one that is valid longest is used.</summary>
    public ServerNameTable(IEnumerable<TlsCertificate> certificates)
    {
        var named = certificates.SelectMany(c => c.ServerNames.Select(n => (Name: n, Certificate: c)));
        foreach (var group in named.GroupBy(p => p.Name, p => p.Certificate, StringComparer.Ordinal))
        {
            var chosen = group.GroupBy(c => c.KeyType, StringComparer.Ordinal).Select(g => g.MaxBy(c => c.NotAfter)!.Handle).ToArray();
            if (group.Key.StartsWith("*.", StringComparison.Ordinal))
            {
                _wildcards[group.Key[1..]] = chosen;
            }
            else
            {
                _exact[group.Key] = chosen;
            }
        }

        _exactBySpan = _exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _wildcardsBySpan = _wildcards.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public OpenSslCertificate[]? Find(ReadOnlySpan<byte> serverName)
    {
        if (serverName.Length is 0 or > MaxNameLength)
        {
            return null;
        }

        Span<char> name = stackalloc char[MaxNameLength];
        name = name[..serverName.Length];
        for (var i = 0; i < name.Length; i++)
        {
            name[i] = char.ToLowerInvariant((char)serverName[i]);
        }

        if (name[^1] == '.')
        {
            name = name[..^1];
        }

        if (_exactBySpan.TryGetValue(name, out var found))
        {
            return found;
        }

        var dot = name.IndexOf('.');
        return dot > 0 && _wildcardsBySpan.TryGetValue(name[dot..], out found) ? found : null;
    }
}
