namespace Farol.Configuration.Gateway;

/// <summary>Answering with another address.</summary>
public sealed record RedirectSection
{
    /// <summary>Where to; <c>{scheme}</c>, <c>{host}</c>, <c>{path}</c> and <c>{query}</c> (with its <c>?</c>) stand for the request's.</summary>
    public string To { get; init; } = "";

    /// <summary>308 keeps the method, as clients expect of an address that moved.</summary>
    public int Status { get; init; } = 308;
}
