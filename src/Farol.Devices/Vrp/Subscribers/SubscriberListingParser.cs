using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads a listing of subscribers into compact records. <see cref="SubscriberReader"/> walks the same text without keeping anything.</summary>
public static class SubscriberListingParser
{
    public const string Command = "display access-user";
    private const int MaxRowsGuessed = 65_536;
    private const int UsualRowLength = 135;

    /// <exception cref="VrpParseException">The text is no listing.</exception>
    public static SubscriberListing Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new SubscriberReader(text, command);
        var pool = new StringPool();
        var subscribers = new List<Subscriber>(Math.Min(text.Length / UsualRowLength, MaxRowsGuessed));
        while (reader.MoveNext())
        {
            var row = reader.Current;
            subscribers.Add(new Subscriber(
                row, row.Username.ToString(), pool.GetOrNull(row.Interface), pool.GetOrNull(row.AccessType), pool.GetOrNull(row.Status)));
        }

        return new SubscriberListing(subscribers, reader.Totals, reader.UnreadLines);
    }
}
