namespace Farol.Control.LiveFeed;

/// <summary>Whose view of a channel it is, where that is no tenant's.</summary>
public static class FeedTenants
{
    /// <summary>Everything there is in the installation: for its administrators alone.</summary>
    public const string All = "all";

    /// <summary>Of a channel that says the same to everybody.</summary>
    public const string Everybody = "";
}
