using System.Text.RegularExpressions;

namespace Farol.Gateway.Tests.Http1.Reference;

/// <summary>Field lines by the grammar of RFC 9110 section 5 and the stricter rules of the gateway, written plainly.</summary>
internal sealed partial class ReferenceFields(int most = ReferenceFields.GatewayMost)
{
    /// <summary>Fields of a head that the gateway takes.</summary>
    public const int GatewayMost = 100;

    public const string TokenPattern = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";

    private static readonly HashSet<string> _known = new(
        ("accept accept-encoding authorization cache-control connection content-encoding content-length content-range content-type cookie date etag "
        + "expect forwarded host http2-settings keep-alive location origin proxy-authenticate proxy-authorization proxy-connection range referer "
        + "sec-websocket-accept sec-websocket-extensions sec-websocket-key sec-websocket-protocol sec-websocket-version server set-cookie te "
        + "traceparent tracestate trailer transfer-encoding upgrade user-agent vary via x-farol-debug x-forwarded-for x-forwarded-host "
        + "x-forwarded-port x-forwarded-proto x-real-ip x-request-id").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> _maySecond = new(
        "keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer upgrade http2-settings connection".Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> _mayTrail = new("date etag server".Split(' '), StringComparer.OrdinalIgnoreCase);

    public List<(string Name, string Value)> All { get; } = [];

    /// <summary>False: the line is refused, whatever follows.</summary>
    public bool Add(string line)
    {
        var match = Line().Match(line);
        if (!match.Success || All.Count == most)
        {
            return false;
        }

        var name = match.Groups["name"].Value;
        All.Add((name, match.Groups["value"].Value));
        return !name.Contains('_', StringComparison.Ordinal) || !_known.Contains(name.Replace('_', '-'));
    }

    public string[] Values(string name) => [.. All.Where(f => Same(f.Name, name)).Select(f => f.Value)];

    public bool MayAllTrail() => All.TrueForAll(f => !_known.Contains(f.Name) || _mayTrail.Contains(f.Name));

    /// <summary>Null: the Connection fields are refused.</summary>
    public List<string>? ConnectionOptions()
    {
        var elements = Values("connection").SelectMany(v => v.Split(',')).Select(o => o.Trim(' ', '\t')).ToList();
        var options = elements.Where(o => o.Length > 0).ToList();
        return elements.Count <= 16 && options.TrueForAll(o => Token().IsMatch(o) && (!_known.Contains(o) || _maySecond.Contains(o))) ? options : null;
    }

    public IEnumerable<string> NamedBy(List<string> options) =>
        All.Where(f => !_known.Contains(f.Name) && options.Exists(o => Same(o, f.Name))).Select(f => f.Name);

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?<name>" + TokenPattern + @"):[ \t]*(?<value>(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?)[ \t]*\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"\A" + TokenPattern + @"\z")]
    private static partial Regex Token();
}
