using System.Globalization;
using System.Text;

namespace Farol.Monitor.Events;

/// <summary>The one message of an incident, as a person reads it on a phone.</summary>
internal static class IncidentText
{
    private const int MaxPlaces = 5;

    public static string Of(Incident incident, string routerName)
    {
        var text = new StringBuilder();
        text.Append(incident.IsSimulated ? "[SIMULATED] " : "").Append(routerName).Append(": ").Append(incident.Title);
        if (incident.Detail is { Length: > 0 } detail)
        {
            text.Append('\n').Append(detail);
        }

        foreach (var place in incident.Places.Take(MaxPlaces))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {place.Kind} {place.Name}: -{place.Lost} (was {place.Before})");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nsince {incident.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        if (incident.Until is { } until)
        {
            text.Append(CultureInfo.InvariantCulture, $", until {until.UtcDateTime:HH:mm:ss} UTC");
        }

        return text.ToString();
    }
}
