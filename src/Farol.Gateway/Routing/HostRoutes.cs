using System.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Routing;

/// <summary>The routes of one host, best first: priority, longer prefix, with methods, more headers, earlier in the document.</summary>
internal sealed class HostRoutes
{
    /// <summary>Fewer are compared one by one quicker than the path is hashed.</summary>
    private const int MaxScanned = 12;

    private readonly RouteRule[] _rules;
    private readonly PrefixIndex? _index;

    /// <param name="host">As written in the document: a name, <c>*.name</c>, <c>**.name</c> or <c>*</c>.</param>
    public HostRoutes(string host, IReadOnlyList<Route> routes)
    {
        Host = host;
        Routes = routes;
        _rules = [.. routes.Select(r => new RouteRule(r))
            .OrderByDescending(r => r.Route.Settings.Priority)
            .ThenByDescending(r => r.Prefix.Length)
            .ThenByDescending(r => r.HasMethods)
            .ThenByDescending(r => r.HeaderCount)];
        _index = _rules.Length > MaxScanned ? new PrefixIndex(_rules) : null;
        Key = Encoding.ASCII.GetBytes(host.TrimStart('*').TrimStart('.'));
        Hash = HostTable.HashOf(Key);
    }

    public string Host { get; }

    /// <summary>In the order of the document, to see whether anything changed.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<RouteRule> Rules => _rules;

    /// <summary>The host without wildcards.</summary>
    public byte[] Key { get; }

    public int Hash { get; }

    /// <param name="path">As <see cref="PathRules.View"/> shows it.</param>
    public Route? Match(ReadOnlySpan<byte> path, RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        if (_index is not null)
        {
            var best = _index.Match(path, _rules, head, headBytes);
            return best < 0 ? null : _rules[best].Route;
        }

        foreach (var rule in _rules)
        {
            if (rule.TakesPath(path) && rule.TakesRequest(head, headBytes))
            {
                return rule.Route;
            }
        }

        return null;
    }
}
