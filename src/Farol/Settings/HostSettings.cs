using System.Net;
using Farol.Configuration.Settings;
using HostOptions = Farol.Control.Hosts.HostOptions;

namespace Farol.Settings;

/// <summary>How host names of tenants are proven.</summary>
internal static class HostSettings
{
    private const int DnsPort = 53;

    public static HostOptions Read(SettingsReader reader)
    {
        var servers = new List<IPEndPoint>();
        foreach (var text in reader.List("FAROL_DNS_SERVERS"))
        {
            if (IPEndPoint.TryParse(text, out var server))
            {
                servers.Add(server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server);
            }
            else
            {
                reader.Add("FAROL_DNS_SERVERS", $"\"{text}\" is no address; write addresses with commas, with a port where it is not 53: 192.0.2.53, [2001:db8::53]:5353");
            }
        }

        return new HostOptions { DnsServers = servers };
    }
}
