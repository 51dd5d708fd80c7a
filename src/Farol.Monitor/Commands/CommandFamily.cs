namespace Farol.Monitor.Commands;

/// <summary>A family of commands that may be run: the words it begins with, and what one run may cost.</summary>
/// <param name="Words">Keywords in full, such as <c>display access-user</c>; what follows are arguments.</param>
/// <param name="MaxBytes">Output beyond this is cut, and the answer says so.</param>
/// <param name="MaxSeconds">The longest one run may hold a terminal.</param>
/// <param name="MaxArguments">How many words may follow the keywords.</param>
public sealed record CommandFamily(string Words, int MaxBytes, int MaxSeconds, int MaxArguments)
{
    /// <summary>Bytes a screenful of status takes, with room; enough for every command that does not list persons or routes.</summary>
    public const int ShortOutput = 256 * 1024;

    /// <summary>A listing of 30 000 subscribers is about 5 MB.</summary>
    public const int LongOutput = 8 * 1024 * 1024;

    internal string[] Keywords { get; } = Words.Split(' ');
}
