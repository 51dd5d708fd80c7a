using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display access-user resource-usage": a block for the main board, the licence and each slot.</summary>
public static class AccessCapacityParser
{
    public const string Command = "display access-user resource-usage";

    /// <exception cref="VrpParseException">The text has no such block.</exception>
    public static IReadOnlyList<AccessCapacity> Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var scopes = new List<AccessCapacity>();
        while (reader.Next())
        {
            if (!KeyValue.TrySplit(reader.Content, out var key, out var value))
            {
                continue;
            }

            if (value.IsEmpty)
            {
                scopes.Add(new AccessCapacity(key.ToString(), null, null, null));
            }
            else if (scopes.Count > 0)
            {
                scopes[^1] = With(scopes[^1], key, value);
            }
        }

        scopes.RemoveAll(scope => scope is { UsagePercent: null, MaxSubscribers: null });
        return scopes.Count > 0 ? scopes : throw reader.Unexpected("\"User Num(total, used):(N,N)\" under \"MPU:\" or \"Slot N:\"");
    }

    private static AccessCapacity With(AccessCapacity scope, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Has("User Usage"))
        {
            return scope with { UsagePercent = Number.Percent(value) };
        }

        if (!key.Has("User Num"))
        {
            return scope;
        }

        var pair = value.Trim("() ");
        var comma = pair.IndexOf(',');
        return comma < 0 ? scope : scope with { MaxSubscribers = Number.Small(pair[..comma]), Subscribers = Number.Small(pair[(comma + 1)..]) };
    }
}
