using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display bas-interface NAME".</summary>
public static class BasInterfaceDetailsParser
{
    public const string Command = "display bas-interface *";

    private static readonly FieldTable<BasInterfaceDetails> _fields = new(
        ("BASIF name", (b, v) => b.Interface = v.ToString()),
        ("Access type", (b, v) => b.AccessType = v.ToString()),
        ("BASIF state", (b, v) => b.State = v.ToString()),
        ("Authentication default domain", (b, v) => b.AuthenticationDomain = v.ToString()),
        ("Pre-authentication default domain", (b, v) => b.PreAuthenticationDomain = v.ToString()),
        ("Authentication method", (b, v) => b.AuthenticationMethod = v.Trim("[]").ToString()),
        ("Access limit", (b, v) => b.AccessLimit = Number.Small(v)),
        ("Access number", (b, v) => b.Online = Number.Small(v)));

    /// <exception cref="VrpParseException">The text names no such interface.</exception>
    public static BasInterfaceDetails Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var details = new BasInterfaceDetails();
        details.Attributes = AttributeLines.Read(ref reader, details, _fields);
        return details.Interface is not null ? details : throw reader.Unexpected("\"BASIF name : INTERFACE\"");
    }
}
