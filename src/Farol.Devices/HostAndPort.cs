namespace Farol.Devices;

internal static class HostAndPort
{
    /// <summary>"host:port"; an IPv6 address in brackets.</summary>
    public static string Text(string host, int port) => host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
}
