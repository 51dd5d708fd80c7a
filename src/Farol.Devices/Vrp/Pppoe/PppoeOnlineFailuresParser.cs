using Farol.Devices.Vrp.Reading;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>Reads "display pppoe statistics online-fail-record slot N": how many sessions did not come up, by cause.</summary>
public static class PppoeOnlineFailuresParser
{
    public const string Command = "display pppoe statistics online-fail-record";
    private const string Prefix = "Online failed due to ";

    /// <returns>Causes in the router's words ("access-ip-limit").</returns>
    /// <exception cref="VrpParseException">The text names no cause.</exception>
    public static IReadOnlyList<NamedCount> Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var causes = new List<NamedCount>();
        while (reader.Next())
        {
            if (KeyValue.TrySplit(reader.Content, out var key, out var value) && key.Begins(Prefix) && Number.Integer(value) is { } count)
            {
                causes.Add(new NamedCount(key[Prefix.Length..].ToString(), count));
            }
        }

        return causes.Count > 0 ? causes : throw reader.Unexpected("\"Online failed due to CAUSE : N\"");
    }
}
