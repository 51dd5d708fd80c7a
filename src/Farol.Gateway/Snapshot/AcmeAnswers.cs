using System.Collections.Frozen;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>HTTP-01 challenges under way: requests for them are answered before any route (RFC 8555, 8.3).</summary>
internal sealed class AcmeAnswers
{
    private readonly FrozenDictionary<(string Host, string Token), byte[]> _answers;

    public AcmeAnswers(IEnumerable<AcmeChallengeSection> challenges) => _answers = challenges
        .DistinctBy(c => (c.Host, c.Token))
        .ToFrozenDictionary(c => (c.Host, c.Token), c => Encoding.ASCII.GetBytes(c.KeyAuthorization));

    /// <summary>All paths of challenges begin with it.</summary>
    public static ReadOnlySpan<byte> PathPrefix => "/.well-known/acme-challenge/"u8;

    /// <summary>The body to answer with, or null: no such challenge, the request is routed like any other.</summary>
    /// <param name="host">In lower case, without port.</param>
    public byte[]? Find(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path) =>
        _answers.Count > 0 && path.StartsWith(PathPrefix)
            ? _answers.GetValueOrDefault((Encoding.ASCII.GetString(host), Encoding.ASCII.GetString(path[PathPrefix.Length..])))
            : null;
}
