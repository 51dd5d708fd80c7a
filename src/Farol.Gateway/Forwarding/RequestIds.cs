using Farol.Gateway.Hosting;
using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>The id by which a request is found in logs on both sides: a trusted proxy's, or 128 random bits in hexadecimal.</summary>
internal static class RequestIds
{
    public const int MaxBytes = 128;

    private const int OwnBytes = 32;

    /// <summary>Writes the id and returns its length; 0 where the configuration wants none.</summary>
    public static int Take(IClient client, GatewaySnapshot snapshot, GatewayLoop gateway, Span<byte> into)
    {
        if (!snapshot.Settings.ForwardedHeaders.RequestId)
        {
            return 0;
        }

        var head = client.Head;
        var given = head.IndexOf(FieldName.XRequestId);
        if (given >= 0 && gateway.Trusts(client.Info))
        {
            var value = head.Fields[given].ValueIn(client.HeadBytes);
            if (value.Length is > 0 and <= MaxBytes && value.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0 && !value.ContainsAny((byte)'"', (byte)'\\'))
            {
                value.CopyTo(into);
                return value.Length;
            }
        }

        WriteHex(gateway.NextRandom(), into);
        WriteHex(gateway.NextRandom(), into[16..]);
        return OwnBytes;
    }

    private static void WriteHex(ulong value, Span<byte> into)
    {
        var digits = "0123456789abcdef"u8;
        for (var i = 15; i >= 0; i--)
        {
            into[i] = digits[(int)(value & 15)];
            value >>= 4;
        }
    }
}
