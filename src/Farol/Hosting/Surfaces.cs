namespace Farol.Hosting;

/// <summary>What a port of this program is for. An endpoint may be served on several.</summary>
[Flags]
internal enum Surfaces
{
    None = 0,

    /// <summary>PORT: the monitor's API and sockets, and its dashboard.</summary>
    Monitor = 1,

    /// <summary>CONTROL_PORT: the control plane's API and sockets.</summary>
    Control = 2,

    /// <summary>ADMIN_PORT: the whole installation, for its administrators.</summary>
    Administration = 4,

    /// <summary>CONSOLE_PORT: the console, and every API from the same origin.</summary>
    Console = 8,

    /// <summary>METRICS_PORT: what Prometheus asks for.</summary>
    Metrics = 16,
}
