using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display access-user attribute-info framed-route": the routes that RADIUS gave to one subscriber.</summary>
public static class FramedRoutesParser
{
    public const string Command = "display access-user attribute-info framed-route";

    /// <exception cref="VrpParseException">The text is no table of routes.</exception>
    public static IReadOnlyList<FramedRoute> Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var routes = new List<FramedRoute>();
        var hasHeader = false;
        while (reader.Next())
        {
            if (reader.Content.Begins("Prefix/Length"))
            {
                hasHeader = true;
            }
            else if (hasHeader && SubscriberValue.Route(reader.Content) is { } route)
            {
                routes.Add(route);
            }
        }

        return routes.Count > 0 ? routes : throw reader.Unexpected("\"Prefix/Length  NextHop  Cost\" and its routes");
    }
}
