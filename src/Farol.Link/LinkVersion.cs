namespace Farol.Link;

/// <summary>Versions of the messages. Two ends speak the highest that both know.</summary>
public static class LinkVersion
{
    public const uint Lowest = 1;

    /// <summary>2: what gateways are asked about requests (<see cref="Requests"/>).</summary>
    public const uint Current = 2;

    /// <summary>From here on a gateway understands <see cref="Protocol.RequestsWanted"/>; an older one would end the link over it.</summary>
    public const uint Requests = 2;

    /// <summary>The version to speak with an end that knows <paramref name="lowest"/> to <paramref name="highest"/>, or <c>null</c> when there is none.</summary>
    public static uint? Negotiate(uint lowest, uint highest)
    {
        var common = Math.Min(Current, highest);
        return common >= Math.Max(Lowest, lowest) && lowest <= highest ? common : null;
    }
}
