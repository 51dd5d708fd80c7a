namespace Farol.Gateway.Hosting;

/// <summary>Where a gateway listens whose configuration names no listeners.</summary>
public sealed record DefaultPorts
{
    /// <summary><c>*</c>: all addresses.</summary>
    public string Address { get; init; } = "*";

    /// <summary>Null: 80, or 10080 where that cannot be had. A number is meant: it is had or refused.</summary>
    public int? Http { get; init; }

    /// <summary>Null: 443, or 10443. Opened where there are certificates.</summary>
    public int? Https { get; init; }

    /// <summary>Added to every port but 0.</summary>
    public int Offset { get; init; }
}
