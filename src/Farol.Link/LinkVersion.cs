namespace Farol.Link;

/// <summary>Versions of the messages. Two ends speak the highest that both know.</summary>
public static class LinkVersion
{
    public const uint Lowest = 1;

    public const uint Current = 1;

    /// <summary>The version to speak with an end that knows <paramref name="lowest"/> to <paramref name="highest"/>, or <c>null</c> when there is none.</summary>
    public static uint? Negotiate(uint lowest, uint highest)
    {
        var common = Math.Min(Current, highest);
        return common >= Math.Max(Lowest, lowest) && lowest <= highest ? common : null;
    }
}
