using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads the two lines of a subscriber in a listing.</summary>
internal static class ListingLine
{
    /// <summary>"20529  algar@algar.com.br  Eth-Trunk100.3150  100.81.17.14  789a-1823-0759", with what versions put behind or leave out.</summary>
    public static bool TryRow(ReadOnlySpan<char> content, bool hasInterfaceColumn, ref SubscriberRow row)
    {
        var tokens = new TokenReader(content);
        if (!tokens.TryFirst(out var id) || !char.IsAsciiDigit(id[0]) || Number.Integer(id) is not { } userId)
        {
            return false;
        }

        row = default;
        row.UserId = userId;
        if (!TryAddresses(ref tokens, ref row))
        {
            return false;
        }

        TakeNames(tokens, hasInterfaceColumn, ref row);
        return true;
    }

    /// <summary>"3150/100  2001:db8::1  PPPoE"; any part may be "-" or missing.</summary>
    /// <param name="content">The line.</param>
    /// <param name="isSecondLine">False for lines after the second: these can only bring an address that did not fit.</param>
    /// <param name="row">Takes what is found.</param>
    public static bool TryDetails(ReadOnlySpan<char> content, bool isSecondLine, ref SubscriberRow row)
    {
        var tokens = new TokenReader(content);
        if (!isSecondLine)
        {
            var address = tokens.First();
            var isAddress = tokens.IsEmpty && row.Ipv6Address.IsEmpty && address.Contains(':');
            row.Ipv6Address = isAddress ? address : row.Ipv6Address;
            return isAddress;
        }

        var vlan = tokens.First();
        if (tokens.IsEmpty && !vlan.Contains('/') && vlan is not "-")
        {
            return false;
        }

        (row.PeVlan, row.CeVlan) = VlanPair.Read(vlan);
        var next = tokens.First();
        if (tokens.IsEmpty && !next.Contains(':'))
        {
            row.AccessType = Some(next);
            return true;
        }

        row.Ipv6Address = Some(next);
        row.AccessType = Some(tokens.Rest);
        return true;
    }

    /// <summary>Letters and a number: "GE0/1/1.1", "Eth-Trunk100.3150", "100GE0/3/1", "Virtual-Ethernet1/0/1".</summary>
    public static bool LooksLikeInterface(ReadOnlySpan<char> text) =>
        !text.IsEmpty && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiDigit(text[^1]) && HasLetter(text);

    private static bool TryAddresses(ref TokenReader tokens, ref SubscriberRow row)
    {
        var last = tokens.Last();
        if (AddressText.LooksLikeMac(last))
        {
            row.Mac = last;
            return TakeAddress(ref tokens, ref row);
        }

        var before = tokens;
        var second = tokens.Last();
        if (AddressText.LooksLikeMac(second))
        {
            row.Mac = second;
            row.Status = Some(last);
            return TakeAddress(ref tokens, ref row);
        }

        if (last is "-" && IsAddressOrDash(second))
        {
            row.IpAddress = Some(second);
            return true;
        }

        if (second is "-" && AddressText.LooksLikeIpv4(tokens.Rest[(tokens.Rest.LastIndexOf(' ') + 1)..]))
        {
            row.Status = Some(last);
            return TakeAddress(ref tokens, ref row);
        }

        tokens = before;
        row.IpAddress = last;
        return IsIpv4(last) && !before.IsEmpty;
    }

    /// <summary>The column before the MAC, unless that is already the interface because the router prints no address at all.</summary>
    private static bool TakeAddress(ref TokenReader tokens, ref SubscriberRow row)
    {
        var before = tokens;
        if (!tokens.TryLast(out var address))
        {
            return false;
        }

        if (IsAddressOrDash(address))
        {
            row.IpAddress = Some(address);
        }
        else
        {
            tokens = before;
        }

        return true;
    }

    private static void TakeNames(TokenReader tokens, bool hasInterfaceColumn, ref SubscriberRow row)
    {
        var all = tokens.Rest;
        var last = tokens.Last();
        if (!hasInterfaceColumn || tokens.IsEmpty)
        {
            row.Username = all;
            return;
        }

        row.Interface = Some(last);
        row.Username = tokens.Rest;
        if (last.Contains('/') && !HasLetter(last) && tokens.TryLast(out _) && !tokens.IsEmpty)
        {
            row.Username = tokens.Rest;
            row.Interface = all[row.Username.Length..].TrimStartBlanks();
        }
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAddressOrDash(ReadOnlySpan<char> text) => text is "-" or "--" || IsIpv4(text);

    private static bool IsIpv4(ReadOnlySpan<char> text) => text.Length >= 7 && AddressText.LooksLikeIpv4(text);

    private static ReadOnlySpan<char> Some(ReadOnlySpan<char> text) => text is "-" or "--" ? default : text;
}
