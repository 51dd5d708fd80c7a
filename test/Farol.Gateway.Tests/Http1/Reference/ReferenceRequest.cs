using System.Net;
using System.Text.RegularExpressions;

namespace Farol.Gateway.Tests.Http1.Reference;

/// <summary>The request line, the host, and what a request's head says as a whole.</summary>
internal static partial class ReferenceRequest
{
    private const string Path = @"(?<path>/[!-~-[?#]]*)(?<query>(?:\?[!-~-[#]]*)?)";

    public static bool IsHttp10(string line) => line.EndsWith(" HTTP/1.0", StringComparison.Ordinal);

    public static bool IsGoodLine(string line)
    {
        var match = Line().Match(line);
        if (!match.Success || match.Groups["method"].Value is "CONNECT" || match.Groups["path"].Value.Contains('\\', StringComparison.Ordinal))
        {
            return false;
        }

        return match.Groups["target"].Value != "*" || match.Groups["method"].Value == "OPTIONS";
    }

    public static bool IsGoodHost(string host)
    {
        var match = Host().Match(host);
        if (!match.Success || match.Groups["name"].Length > 255)
        {
            return false;
        }

        var literal = match.Groups["literal"].Value;
        return (literal.Length == 0 || (literal.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(literal, out _)))
            && (!match.Groups["port"].Success || int.Parse(match.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture) <= 65535);
    }

    /// <summary>Null: refused.</summary>
    public static string? Describe(string line, ReferenceFields fields)
    {
        var parts = Line().Match(line);
        var method = parts.Groups["method"].Value;
        var isOld = IsHttp10(line);
        var hosts = fields.Values("host");
        var lengths = fields.Values("content-length");
        var isChunked = fields.Values("transfer-encoding").Length > 0;
        var options = fields.ConnectionOptions();
        if (options is null || (hosts.Length == 0 && !isOld) || (isChunked && (isOld || lengths.Length > 0)))
        {
            return null;
        }

        var authority = parts.Groups["authority"].Value;
        if (authority.Length > 0 && !(hosts.Length > 0 ? ReferenceFields.Same(hosts[0], authority) : IsGoodHost(authority)))
        {
            return null;
        }

        var framing = isChunked ? "chunked" : lengths.Any(l => l != "0") ? "counted" : "none";
        if (method == "TRACE" && framing != "none")
        {
            return null;
        }

        var path = parts.Groups["target"].Value is "*" ? "*" : parts.Groups["path"].Value + parts.Groups["query"].Value;
        return $"request {method} {(path.Length == 0 ? "/" : path)} {(hosts.Length > 0 ? hosts[0] : authority.Length > 0 ? authority : "-")} {framing}"
            + Flags(method, isOld, framing, fields, options);
    }

    private static string Flags(string method, bool isOld, string framing, ReferenceFields fields, List<string> options)
    {
        var upgrades = fields.Values("upgrade");
        var isUpgrade = !isOld && upgrades.Length > 0 && options.Exists(o => ReferenceFields.Same(o, "upgrade"));
        var isWebSocket = isUpgrade && method == "GET" && framing == "none" && upgrades.Length == 1 && ReferenceFields.Same(upgrades[0], "websocket");
        return (isOld ? " http1.0" : "")
            + (ReferenceReader.IsClosed(options, isOld) ? " close" : "")
            + (!isOld && framing != "none" && fields.Values("expect").Length > 0 ? " expect" : "")
            + (isWebSocket ? " websocket" : isUpgrade ? " upgrade" : "")
            + (fields.Values("te") is [var te] && ReferenceFields.Same(te, "trailers") ? " te-trailers" : "")
            + string.Concat(fields.NamedBy(options).Select(n => " dropped:" + n));
    }

    [GeneratedRegex(@"\A(?<method>[A-Z0-9_-]{1,32}) (?<target>\*|" + Path + "|[Hh][Tt][Tt][Pp][Ss]?://(?<authority>[!-~-[/?#]]+)(?:" + Path + @")?) HTTP/1\.[01]\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"\A(?:(?<name>[A-Za-z0-9._-]+)|\[(?<literal>[0-9A-Fa-f:.]+)\])(?::(?<port>[1-9][0-9]{0,4}))?\z")]
    private static partial Regex Host();
}
