using Farol.Configuration.Gateway;
using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Http1;
using Farol.Gateway.Limits;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Forwarding;

/// <summary>Reads from a request what its pool's algorithm decides by.</summary>
internal static class SelectionKeys
{
    /// <param name="address">The client's, behind trusted proxies.</param>
    /// <param name="sticky">The pool's cookies; null: it has none.</param>
    /// <param name="region">The gateway's own, where nothing better is known.</param>
    public static SelectionKey Of(Pool pool, RequestHead head, ReadOnlySpan<byte> headBytes, UInt128 address, StickyTable? sticky, ReadOnlySpan<byte> region) => new()
    {
        ClientHash = pool.Settings.Algorithm is BalancingAlgorithm.IpHash or BalancingAlgorithm.ConsistentHash
            ? StableHash.Of(ClientAddress.Subscriber(address))
            : 0,
        KeyHash = pool.Settings.Algorithm == BalancingAlgorithm.ConsistentHash ? KeyHash(pool, head, headBytes) : 0,
        Sticky = sticky is null ? null : StickyBackend(head, headBytes, sticky),
        Region = region,
    };

    private static Backend? StickyBackend(RequestHead head, ReadOnlySpan<byte> headBytes, StickyTable sticky)
    {
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name == FieldName.Cookie && sticky.Find(field.ValueIn(headBytes)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <param name="name">In lower case.</param>
    /// <returns>Empty: it has no such field.</returns>
    public static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> name, RequestHead head, ReadOnlySpan<byte> bytes)
    {
        foreach (ref readonly var field in head.Fields)
        {
            if (field.NameLength == name.Length && System.Text.Ascii.EqualsIgnoreCase(field.NameIn(bytes), name))
            {
                return field.ValueIn(bytes);
            }
        }

        return default;
    }

    private static ulong KeyHash(Pool pool, RequestHead head, ReadOnlySpan<byte> bytes)
    {
        switch (pool.Settings.HashOn.Source)
        {
            case HashSource.Path:
                return StableHash.Of(head.PathRange.Of(bytes));
            case HashSource.Header or HashSource.Cookie when pool.HashName is { } name:
                foreach (ref readonly var field in head.Fields)
                {
                    if (pool.Settings.HashOn.Source == HashSource.Header && System.Text.Ascii.EqualsIgnoreCase(field.NameIn(bytes), name))
                    {
                        return StableHash.Of(field.ValueIn(bytes));
                    }

                    if (field.Name == FieldName.Cookie && pool.Settings.HashOn.Source == HashSource.Cookie && CookieField.TryFind(field.ValueIn(bytes), name, out var value))
                    {
                        return StableHash.Of(value);
                    }
                }

                return 0;
            default:
                return 0;
        }
    }
}
