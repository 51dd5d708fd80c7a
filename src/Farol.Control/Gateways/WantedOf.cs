namespace Farol.Control.Gateways;

/// <summary>Which of the linked gateways tell of the requests that are wanted. One in neither list has too much to send just now; it may be asked again.</summary>
/// <param name="Asked">They tell of them from now on.</param>
/// <param name="Older">Their program does not know how.</param>
public sealed record WantedOf(IReadOnlyList<string> Asked, IReadOnlyList<string> Older)
{
    public static readonly WantedOf Nobody = new([], []);

    /// <summary>Whether nothing is left to ask this one.</summary>
    public bool IsSettled(string gateway) => Asked.Contains(gateway) || Older.Contains(gateway);
}
