namespace Farol.Devices.Telnet;

/// <summary>How one router is reached over Telnet. User and password go through the stream, in clear: <c>Terminal</c> has them.</summary>
public sealed record TelnetSettings
{
    /// <summary>Name or address (IPv4 or IPv6).</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 23;

    /// <summary>Name resolution and TCP together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Width of the terminal, wide so that the router breaks no line of a table.</summary>
    public int Columns { get; init; } = 511;

    public int Rows { get; init; } = 24;

    /// <summary>"host:port"; an IPv6 address in brackets.</summary>
    public string Target => HostAndPort.Text(Host, Port);

    /// <summary>Everything that cannot work, each naming its setting; empty if all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        EndpointRules.Check(Host, Port, errors);
        EndpointRules.CheckTimeout(nameof(ConnectTimeout), ConnectTimeout, errors);
        EndpointRules.CheckSize(Columns, Rows, errors);
        return errors;
    }

    public override string ToString() => $"telnet {Target}";
}
