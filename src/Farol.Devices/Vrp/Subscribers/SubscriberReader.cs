using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// Walks a listing of subscribers row by row without allocating. A row is two lines (user id, name, interface, address, MAC; then VLAN,
/// IPv6 address, access type), or one where the version or a filter leaves the second out.
/// </summary>
/// <remarks>
/// Columns are found from the right, by what they look like: interface names overflow their column, logins hold blanks and are cut with "...",
/// and an address may be "-".
/// </remarks>
public ref struct SubscriberReader
{
    private OutputReader _lines;
    private SubscriberRow _current;
    private SubscriberRow _next;
    private ListingCounters _counters;
    private bool _hasNext;
    private bool _hasHeader;
    private bool _hasInterfaceColumn = true;
    private bool _awaitsSecondLine;
    private int _rows;

    /// <param name="text">The output, whole.</param>
    /// <param name="command">For error texts.</param>
    public SubscriberReader(ReadOnlySpan<char> text, string command = SubscriberListingParser.Command) =>
        _lines = new OutputReader(command, text);

    /// <summary>Valid until the next call of <see cref="MoveNext"/>.</summary>
    public readonly SubscriberRow Current => _current;

    /// <summary>The counters under the table; complete once <see cref="MoveNext"/> returned false.</summary>
    public readonly ListingTotals Totals =>
        SaysNoOneOnline ? new(0, null, null, null) : new(_counters.Total, _counters.Normal, _counters.RuiLocal, _counters.RuiRemote);

    /// <summary>Lines inside the table that were no row.</summary>
    public int UnreadLines { get; private set; }

    private readonly bool SaysNoOneOnline => _rows == 0 && _counters.Total is null && NoOneOnline.IsSaidBy(_lines.Notice);

    /// <summary>Goes to the next subscriber.</summary>
    /// <exception cref="VrpParseException">The text is no listing of subscribers.</exception>
    public bool MoveNext()
    {
        if (_hasNext)
        {
            _current = _next;
            _hasNext = false;
        }
        else if (!ReadFirst())
        {
            return false;
        }

        _rows++;
        _awaitsSecondLine = true;
        while (_lines.Next())
        {
            if (TryRow(_lines.Content, ref _next))
            {
                _hasNext = true;
                return true;
            }

            ReadOther(_lines.Content);
        }

        return true;
    }

    private bool ReadFirst()
    {
        while (_lines.Next())
        {
            if (TryRow(_lines.Content, ref _current))
            {
                return true;
            }

            ReadOther(_lines.Content);
        }

        var isListing = _rows > 0 || SaysNoOneOnline || (_hasHeader && _counters.Total == 0);
        return isListing ? false : throw _lines.Unexpected("a row of a subscriber (UserID, Username, Interface, IP address, MAC)");
    }

    private readonly bool TryRow(ReadOnlySpan<char> content, ref SubscriberRow row)
    {
        if (!char.IsAsciiDigit(content[0]) || !ListingLine.TryRow(content, _hasInterfaceColumn, ref row))
        {
            return false;
        }

        return _hasHeader || ListingLine.LooksLikeInterface(row.Interface);
    }

    private void ReadOther(ReadOnlySpan<char> content)
    {
        if (_rows > 0 && !char.IsAsciiLetter(content[0]))
        {
            if (!ListingLine.TryDetails(content, _awaitsSecondLine, ref _current))
            {
                UnreadLines++;
            }

            _awaitsSecondLine = false;
        }
        else if (content.Begins("UserID") || content.Begins("User ID"))
        {
            _hasHeader = true;
            _hasInterfaceColumn = content.Has("Interface");
        }
        else if (!_counters.TryTake(content) && _hasHeader && !content.Begins("Vlan"))
        {
            UnreadLines++;
        }
    }
}
