using System.Net;
using System.Net.Sockets;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>The kinds of values that several sections have.</summary>
internal static class Kinds
{
    /// <summary>Longer than any timeout that helps somebody.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public static readonly ValueKind<bool> Flag = new FlagKind();

    public static readonly ValueKind<bool?> OptionalFlag = new NullableKind<bool>(new FlagKind());

    /// <summary>Longer than a tick of the loops' timers.</summary>
    public static readonly ValueKind<TimeSpan> Duration = new DurationKind(TimeSpan.FromMilliseconds(10), _longest);

    public static readonly ValueKind<TimeSpan> DurationOrNone = new DurationKind(TimeSpan.Zero, _longest);

    public static readonly ValueKind<TimeSpan?> OptionalDuration = new NullableKind<TimeSpan>(new DurationKind(TimeSpan.Zero, _longest));

    public static readonly ValueKind<TimeSpan> Lifetime = new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromDays(366));

    public static readonly ValueKind<string> AnyText = new TextKind("a text without line breaks", IsLine);

    public static readonly ValueKind<string> File = new TextKind("the name of a file", IsLine);

    public static readonly ValueKind<string> Pem = new TextKind("a PEM text", IsPem) { Longest = 1 << 20 };

    public static readonly ValueKind<string> SecretPem = new TextKind("a PEM text", IsPem) { Longest = 1 << 20, IsSecret = true };

    public static readonly ValueKind<string> Content = new TextKind("a text", _ => true) { Longest = 1 << 20 };

    public static readonly ValueKind<string> Secret = new TextKind("a text of at least 16 characters", t => t.Length >= 16) { IsSecret = true };

    public static readonly ValueKind<string> HeaderName =
        new TextKind("the name of a header", IsToken) { Required = "X-Name" };

    public static readonly ValueKind<string> OptionalToken = new TextKind("a name of letters, digits and !#$%&'*+-.^_`|~", IsToken);

    public static readonly ValueKind<string> HeaderValue =
        new TextKind("a value without control characters, in Latin-1", t => t.All(c => c is '\t' or (>= ' ' and <= '\u00ff' and not '\u007f')) && t.Trim(' ', '\t') == t);

    public static readonly ValueKind<string> Host = new TextKind("a host name or address", t => HostPort.IsName(t) || IPAddress.TryParse(t, out _));

    public static readonly ValueKind<string> HostHeader = new TextKind("a host, with a port if need be", t => HostPort.IsName(t) || HostPort.TryParse(t, out _));

    public static readonly ValueKind<ValueList<IPNetwork>> Networks = new ListKind<IPNetwork>(new NetworkKind(), 10_000);

    public static readonly ValueKind<TlsVersion> TlsVersion = new WordKind<TlsVersion>(v => v == Gateway.TlsVersion.Tls12 ? "1.2" : "1.3");

    /// <summary>A name that other sections, figures and paths of the API use.</summary>
    public static TextKind Name(string? example) =>
        new("a name of letters, digits, \"-\", \"_\", \".\", \":\", \"/\", \"*\", at most 200", t => t.Length <= 200 && t.All(IsNameCharacter))
        {
            Required = example,
        };

    public static ValueKind<int> Integer(int minimum, int maximum) => new IntegerKind(minimum, maximum);

    public static ValueKind<int?> OptionalInteger(int minimum, int maximum) => new NullableKind<int>(new IntegerKind(minimum, maximum));

    public static ValueKind<T> Word<T>()
        where T : struct, Enum => new WordKind<T>();

    public static ValueKind<ValueList<T>> List<T>(ValueKind<T> item, int maximum) => new ListKind<T>(item, maximum);

    public static ValueKind<T> Section<T>(SectionShape<T> shape)
        where T : class, new() => new SectionKind<T>(shape);

    public static ValueKind<T?> Optional<T>(SectionShape<T> shape)
        where T : class, new() => new SectionKind<T>(shape, isOptional: true)!;

    /// <summary>An absolute path without what routing refuses or a query.</summary>
    public static bool IsPath(string text) => text[0] == '/' && IsLine(text) && !text.Contains('\\', StringComparison.Ordinal)
        && !text.Contains("//", StringComparison.Ordinal) && !text.Split('/').Any(s => s is "." or "..");

    public static bool IsLine(string text) => !text.Any(char.IsControl);

    public static bool IsToken(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    public static bool IsListenAddress(string text) =>
        text == "*" || (IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3));

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "-_.:/*[]~%".Contains(c, StringComparison.Ordinal);

    private static bool IsPem(string text) => text.Contains("-----BEGIN ", StringComparison.Ordinal);
}
