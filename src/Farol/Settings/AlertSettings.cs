using System.Net;
using Farol.Configuration.Settings;
using Farol.Control.Alerts;

namespace Farol.Settings;

/// <summary>The settings of alerts from Alertmanager.</summary>
internal static class AlertSettings
{
    private const int LeastSecretLength = 8;

    public static AlertOptions Read(SettingsReader reader)
    {
        var defaults = new AlertOptions();
        var sources = Sources(reader);
        return new AlertOptions
        {
            Secret = Secret(reader),
            Sources = sources.Count > 0 ? sources : defaults.Sources,
            Alertmanager = Alertmanager(reader),
            MaxAlerts = reader.Integer("ALERTS_MAX", defaults.MaxAlerts, 100, 1_000_000),
        };
    }

    private static string? Secret(SettingsReader reader)
    {
        var secret = reader.Text("FAROL_ALERT_SECRET");
        if (secret is { Length: < LeastSecretLength })
        {
            reader.Add("FAROL_ALERT_SECRET", $"has at least {LeastSecretLength} characters");
        }

        return secret;
    }

    private static List<IPNetwork> Sources(SettingsReader reader)
    {
        var sources = new List<IPNetwork>();
        foreach (var text in reader.List("FAROL_ALERT_SOURCES"))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                sources.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                sources.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                reader.Add("FAROL_ALERT_SOURCES", $"\"{text}\" is no address and no network");
            }
        }

        return sources;
    }

    private static Uri? Alertmanager(SettingsReader reader)
    {
        if (reader.Text("FAROL_ALERTMANAGER_URL") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        reader.Add("FAROL_ALERTMANAGER_URL", "is no http or https address");
        return null;
    }
}
