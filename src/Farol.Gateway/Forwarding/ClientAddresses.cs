using System.Net;
using Farol.Gateway.Http1;
using Farol.Gateway.Routing;

namespace Farol.Gateway.Forwarding;

/// <summary>Who a request is from where proxies stand in front: limits and hashes must not be steered by what a client claims.</summary>
internal static class ClientAddresses
{
    /// <summary>
    /// The connection's address; if that is a trusted proxy's, the last address of X-Forwarded-For that is not. What cannot be read as an
    /// address ends the search: whoever wrote it is the client.
    /// </summary>
    public static UInt128 Of(IClient client, IpNetworkSet trusted) => Of(client.Info.Address, client.Head, client.HeadBytes, trusted);

    /// <inheritdoc cref="Of(IClient, IpNetworkSet)"/>
    public static UInt128 Of(UInt128 address, RequestHead head, ReadOnlySpan<byte> headBytes, IpNetworkSet trusted)
    {
        if (trusted.IsEmpty || !trusted.Contains(address))
        {
            return address;
        }

        var fields = head.Fields;
        for (var i = fields.Length - 1; i >= 0; i--)
        {
            if (fields[i].Name != FieldName.XForwardedFor)
            {
                continue;
            }

            var rest = fields[i].ValueIn(headBytes);
            while (!rest.IsEmpty)
            {
                var comma = rest.LastIndexOf((byte)',');
                if (!TryRead(rest[(comma + 1)..], out var hop))
                {
                    return address;
                }

                address = hop;
                if (!trusted.Contains(address))
                {
                    return address;
                }

                rest = comma < 0 ? default : rest[..comma];
            }
        }

        return address;
    }

    /// <summary>An address as proxies write it: perhaps with spaces around it, a port, or brackets.</summary>
    private static bool TryRead(ReadOnlySpan<byte> text, out UInt128 address)
    {
        text = System.Text.Ascii.Trim(text) is var range ? text[range] : default;
        if (text.Length > 0 && text[0] == '[' && text.IndexOf((byte)']') is > 0 and var end)
        {
            text = text[1..end];
        }
        else if (text.Count((byte)':') == 1)
        {
            text = text[..text.IndexOf((byte)':')];
        }

        var read = IPAddress.TryParse(text, out var parsed);
        address = read ? IpNetworkSet.Number(parsed!) : default;
        return read;
    }
}
